import type { Message } from '../api.js';

/**
 * The user's markers and unread count of one conversation, kept current between two inbox readings: the server's count up
 * to some seq plus the messages that came since. Derived from seqs and markers, never counted up and down.
 */
export class Unread {
  /** Seqs of others' messages above what the server had counted and above the marker; rising. */
  private newer: number[] = [];
  private countedSeq = 0;
  private countedUnread = 0;
  private ownMark = 0;
  private peerMark = 0;

  /** Takes up what was kept. */
  restore(kept: {
    readonly seq: number;
    readonly unread: number;
    readonly readSeq: number;
    readonly peerReadSeq: number;
  }): void {
    this.countedSeq = kept.seq;
    this.countedUnread = kept.unread;
    this.ownMark = kept.readSeq;
    this.peerMark = kept.peerReadSeq;
  }

  /** The server's count; markers that this client moved meanwhile stay. */
  counted(entry: {
    readonly seq: number;
    readonly unread: number;
    readonly readSeq: number;
    readonly peerReadSeq: number;
  }): void {
    this.readByPeer(entry.peerReadSeq);
    if (entry.seq < this.countedSeq) {
      this.read(entry.readSeq);
      return;
    }
    this.countedSeq = entry.seq;
    this.countedUnread = entry.unread;
    this.newer = this.newer.filter((seq) => seq > entry.seq);
    this.read(Math.max(this.ownMark, entry.readSeq));
  }

  /** A message was let through. A send moves the sender's own marker. */
  delivered(message: Message, own: boolean): void {
    const seq = message.seq ?? 0;
    if (own) {
      this.read(seq);
    } else if (seq > this.countedSeq && seq > this.ownMark) {
      this.newer.push(seq);
    }
  }

  /** The user's own marker moved. */
  read(seq: number): void {
    this.ownMark = Math.max(this.ownMark, seq);
    this.newer = this.newer.filter((newer) => newer > this.ownMark);
    if (this.ownMark >= this.countedSeq) {
      this.countedUnread = 0;
    }
  }

  /** The server's count after a marker that lies below what it had counted. */
  recounted(seq: number, unread: number): void {
    this.read(seq);
    if (seq === this.ownMark && this.countedUnread > 0) {
      this.countedUnread = Math.max(0, unread - this.newer.length);
    }
  }

  /** The peer's marker moved; returns whether it did. */
  readByPeer(seq: number): boolean {
    const moved = seq > this.peerMark;
    this.peerMark = Math.max(this.peerMark, seq);
    return moved;
  }

  get count(): number {
    return this.countedUnread + this.newer.length;
  }

  /** Up to where {@link count} counts, when messages were let through up to `held`. */
  countedUpTo(held: number): number {
    return Math.max(this.countedSeq, held);
  }

  get readSeq(): number {
    return this.ownMark;
  }

  get peerReadSeq(): number {
    return this.peerMark;
  }
}

import type { Message, UserId } from '../api.js';

/** What was counted up to a seq. */
export interface Counted {
  readonly seq: number;
  readonly unread: number;
  readonly mentions: number;
  readonly readSeq: number;
  readonly peerReadSeq: number;
  readonly deliveredSeq: number;
  readonly peerDeliveredSeq: number;
}

/**
 * The user's markers, unread count and count of unread mentions of one conversation, kept current between two inbox readings: the server's count up
 * to some seq plus the messages that came since. Derived from seqs and markers, never counted up and down.
 */
export class Unread {
  /** Seqs of others' messages above what the server had counted and above the marker; rising. */
  private newer: number[] = [];
  /** Those of them that mention the user. */
  private newerMentions: number[] = [];
  private countedSeq = 0;
  private countedUnread = 0;
  private countedMentions = 0;
  private ownMark = 0;
  private peerMark = 0;
  private ownDelivered = 0;
  private peerDelivered = 0;

  /** Takes up what was kept. */
  restore(kept: Counted): void {
    this.countedSeq = kept.seq;
    this.countedUnread = kept.unread;
    this.countedMentions = kept.mentions;
    this.ownMark = kept.readSeq;
    this.peerMark = kept.peerReadSeq;
    this.ownDelivered = kept.deliveredSeq;
    this.peerDelivered = kept.peerDeliveredSeq;
  }

  /** The server's count; markers that this client moved meanwhile stay. */
  counted(entry: Counted): void {
    this.readByPeer(entry.peerReadSeq);
    this.deliveredToPeer(entry.peerDeliveredSeq);
    this.saidDelivered(entry.deliveredSeq);
    if (entry.seq < this.countedSeq) {
      this.read(entry.readSeq);
      return;
    }
    this.countedSeq = entry.seq;
    this.countedUnread = entry.unread;
    this.countedMentions = entry.mentions;
    this.forgetUpTo(entry.seq);
    this.read(Math.max(this.ownMark, entry.readSeq));
  }

  /** A message was let through. A send moves the sender's own marker. */
  delivered({ seq = 0, sender, content }: Message, self: UserId): void {
    if (sender === self) {
      this.read(seq);
    } else if (seq > this.countedSeq && seq > this.ownMark) {
      this.newer.push(seq);
      if (mentions(content, self)) {
        this.newerMentions.push(seq);
      }
    }
  }

  /** The user's own marker moved. */
  read(seq: number): void {
    this.ownMark = Math.max(this.ownMark, seq);
    this.forgetUpTo(this.ownMark);
    if (this.ownMark >= this.countedSeq) {
      this.countedUnread = 0;
      this.countedMentions = 0;
    }
  }

  /** The server's count after a marker that lies below what it had counted. */
  recounted(seq: number, unread: number): void {
    this.read(seq);
    if (seq === this.ownMark && this.countedUnread > 0) {
      this.countedUnread = Math.max(0, unread - this.newer.length);
      this.countedMentions = Math.min(this.countedMentions, this.countedUnread);
    }
  }

  /** The peer's marker moved; returns whether it did. */
  readByPeer(seq: number): boolean {
    const moved = seq > this.peerMark;
    this.peerMark = Math.max(this.peerMark, seq);
    return moved;
  }

  /** The peer's delivered marker moved; returns whether it did. */
  deliveredToPeer(seq: number): boolean {
    const moved = seq > this.peerDeliveredSeq;
    this.peerDelivered = Math.max(this.peerDelivered, seq);
    return moved;
  }

  /** The server knows that the user has everything up to there. */
  saidDelivered(seq: number): void {
    this.ownDelivered = Math.max(this.ownDelivered, seq);
  }

  get count(): number {
    return this.countedUnread + this.newer.length;
  }

  /** How many of them mention the user, as far as is known. */
  get mentionCount(): number {
    return this.countedMentions + this.newerMentions.length;
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

  /** What is read is delivered. */
  get deliveredSeq(): number {
    return Math.max(this.ownMark, this.ownDelivered);
  }

  get peerDeliveredSeq(): number {
    return Math.max(this.peerMark, this.peerDelivered);
  }

  private forgetUpTo(seq: number): void {
    this.newer = this.newer.filter((newer) => newer > seq);
    this.newerMentions = this.newerMentions.filter((newer) => newer > seq);
  }
}

function mentions(content: Message['content'], self: UserId): boolean {
  return (
    'spans' in content &&
    content.spans.some((span) => span.style === 'mention-all' || (span.style === 'mention' && span.user === self))
  );
}

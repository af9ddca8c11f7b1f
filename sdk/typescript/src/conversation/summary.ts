import type { ConversationSnapshot, GroupEvent, Message, MessageStatus, UserId } from '../api.js';
import type { StoredConversation, StoredDraft, StoredSettings } from '../store/store.js';
import { isOlder } from '../store/ranges.js';
import type { ChangeEvent } from '../wire/changes.js';
import type { ReadReceipt } from '../wire/generated.js';
import { afterChange } from './changed.js';
import { GroupState } from './group-state.js';
import { type HiddenSeqs, isHidden } from './hidden-seqs.js';
import type { ServerEntry } from './host.js';
import { merged, type Standing, standing } from './settings.js';
import { Unread } from './unread.js';

/** The part of a kept conversation that says how it stands, not what is held of it. */
export type StoredSummary = Omit<
  StoredConversation,
  'id' | 'from' | 'held' | 'knownSeq' | 'peer' | 'hidden' | keyof StoredDraft
>;

type Counted = 'unreadCount' | 'unreadMentionCount' | 'readSeq' | 'peerReadSeq' | 'peerDeliveredSeq' | 'group';

/** Groups with more members are large: what each of them said would be too much. */
const LARGE_ABOVE = 200;

/** How a conversation stands: last message, markers, unread, the group. */
export class Summary {
  private readonly toldRead = new Map<UserId, number>();
  readonly unread = new Unread();
  /** A marker that the server may not have yet; 0: none. */
  unsentMark = 0;
  private readonly groupState = new GroupState();
  private last: Message | undefined;
  private happenedAt: Date | undefined;
  private settings: StoredSettings | undefined;

  get lastMessage(): Message | undefined {
    return this.last && isHidden(this.last) ? undefined : this.last;
  }

  get lastActivityAt(): Date | undefined {
    return this.happenedAt;
  }

  get group(): ConversationSnapshot['group'] {
    return this.groupState.view;
  }

  /** A message was let through. */
  delivered(message: Message, self: UserId): void {
    this.unread.delivered(message, self);
    this.noteLast(message);
  }

  /** A change of a message was let through. */
  changed(event: ChangeEvent, self: UserId): void {
    this.last &&= afterChange(this.last, event, self);
  }

  /** More is hidden. */
  hid(hidden: HiddenSeqs): void {
    const last = this.last && hidden.unseen(this.last);
    this.last = last?.type === 'message' ? last : undefined;
  }

  /** Something happened in the group of which the user is told how many members there are after it, and no more. */
  recounted(seq: number, memberCount: number | undefined): void {
    if (memberCount !== undefined) {
      this.groupState.recounted(seq, memberCount);
    }
  }

  /** An event was let through; returns whether only the server knows how the group is now. */
  happened(event: GroupEvent, self: UserId): boolean {
    this.happenedAt = later(this.happenedAt, event.happenedAt);
    return this.groupState.happened(event, self);
  }

  /**
   * The server does not know yet that this client has the last message. An own one moves the read marker; of large
   * groups nobody says so.
   */
  owesDelivery(heldSeq: number): boolean {
    const has = Math.min(this.last?.seq ?? 0, heldSeq);
    return (this.group?.memberCount ?? 0) <= LARGE_ABOVE && has > this.unread.deliveredSeq;
  }

  /** A marker moved: read, delivered, or both. Returns whether messages of the user came further by that. */
  receipt(receipt: ReadReceipt, self: UserId, kind: ConversationSnapshot['kind']): boolean {
    const seq = Number(receipt.seq);
    if (receipt.user === self) {
      this.unread.read(seq);
      return false;
    }
    const isDelivered = kind === 'direct' && this.unread.deliveredToPeer(Number(receipt.deliveredSeq));
    return (kind === 'direct' && this.unread.readByPeer(seq)) || isDelivered;
  }

  /** Whether another member has read further than was told before: two nodes may tell of one marker in any order. */
  readsOn({ user, seq }: ReadReceipt, self: UserId): boolean {
    const isFurther = user !== self && Number(seq) > (this.toldRead.get(user) ?? 0);
    if (isFurther) {
      this.toldRead.set(user, Number(seq));
    }
    return isFurther;
  }

  /** How far a message that has a place has come. */
  statusOf({ sender, seq = Infinity }: Message, self: UserId, kind: ConversationSnapshot['kind']): MessageStatus {
    if (sender !== self) {
      return 'received';
    }
    if (kind === 'group' || seq > this.unread.peerDeliveredSeq) {
      return 'sent';
    }
    return seq <= this.unread.peerReadSeq ? 'read' : 'delivered';
  }

  /** The server's view; what this client knows better stays. */
  counted(entry: ServerEntry): void {
    this.unread.counted({
      seq: entry.lastSeq,
      unread: entry.unreadCount,
      mentions: entry.unreadMentionCount,
      readSeq: entry.readSeq,
      peerReadSeq: entry.peerReadSeq,
      deliveredSeq: entry.deliveredSeq,
      peerDeliveredSeq: entry.peerDeliveredSeq,
    });
    if (entry.settings !== undefined) {
      this.set(entry.settings);
    }
    if (entry.group !== undefined) {
      this.groupState.counted(entry.group, entry.lastSeq);
    }
    if (entry.lastMessage !== undefined) {
      this.noteLast(entry.lastMessage);
    }
  }

  /** What the user has set for it, on whatever device. */
  set(settings: StoredSettings): void {
    this.settings = merged(this.settings, settings);
  }

  /** How it stands by all that. */
  get standing(): Standing & Pick<ConversationSnapshot, Counted> {
    const {
      count: unreadCount,
      mentionCount: unreadMentionCount,
      readSeq,
      peerReadSeq,
      peerDeliveredSeq,
    } = this.unread;
    const { group } = this;
    const passed = Math.max(this.last?.seq ?? 0, group?.joinedSeq ?? 0);
    const inInbox = standing(this.settings, passed, unreadCount, unreadMentionCount, Date.now());
    return { ...inInbox, unreadCount, unreadMentionCount, readSeq, peerReadSeq, peerDeliveredSeq, group };
  }

  restore(kept: StoredConversation): void {
    this.settings = kept.settings;
    this.unread.restore({
      seq: kept.countedSeq,
      unread: kept.unreadCount,
      mentions: kept.unreadMentionCount,
      readSeq: kept.readSeq,
      peerReadSeq: kept.peerReadSeq,
      deliveredSeq: kept.deliveredSeq ?? 0,
      peerDeliveredSeq: kept.peerDeliveredSeq ?? 0,
    });
    this.unsentMark = kept.unsentMark;
    this.last = kept.lastMessage;
    this.happenedAt = kept.lastActivityAt;
    if (kept.group !== undefined) {
      this.groupState.counted(kept.group, kept.held.seq);
    }
  }

  /** What is kept of it when messages were let through up to `heldSeq`. */
  toStored(heldSeq: number): StoredSummary {
    return {
      lastMessage: this.last,
      lastActivityAt: this.happenedAt,
      unreadCount: this.unread.count,
      unreadMentionCount: this.unread.mentionCount,
      countedSeq: this.unread.countedUpTo(heldSeq),
      readSeq: this.unread.readSeq,
      peerReadSeq: this.unread.peerReadSeq,
      deliveredSeq: this.unread.deliveredSeq,
      peerDeliveredSeq: this.unread.peerDeliveredSeq,
      unsentMark: this.unsentMark,
      group: this.group,
      settings: this.settings,
    };
  }

  private noteLast(message: Message): void {
    const isStale = message.seq === this.last?.seq && isOlder(message, this.last);
    if (!isStale && (message.seq ?? 0) >= (this.last?.seq ?? 0)) {
      this.last = message;
    }
    this.happenedAt = later(this.happenedAt, message.sentAt);
  }
}

/** The later of two times. */
export function later(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) {
    return one ?? other;
  }
  return one >= other ? one : other;
}

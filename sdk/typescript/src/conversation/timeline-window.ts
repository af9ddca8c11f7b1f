import type { Message, MessageStatus, Timeline, UserId } from '../api.js';
import type { Position, StoredItem } from '../store/store.js';
import type { ChangeEvent } from '../wire/changes.js';
import { afterChange, ChangeLog, unquoted } from './changed.js';
import { previewOf } from './drafts.js';
import { type HiddenSeqs, isHidden } from './hidden-seqs.js';
import { PendingChanges } from './pending-changes.js';

/** Works out how far a message on the server has come. */
export type StatusOf = (message: Message) => MessageStatus;

/**
 * What is in memory of a conversation: the items after `from` up to the newest, or up to `until` when newer ones were let
 * go; and this client's messages that are not among them yet.
 */
export class TimelineWindow {
  /** This client's changes on their way. */
  readonly pendingChanges: PendingChanges;
  private items: StoredItem[] = [];
  private readonly log = new ChangeLog();
  private readonly pendingById = new Map<string, Message>();
  private position: Position = { seq: 0, ordinal: 0 };
  private lastPosition: Position | undefined;
  private beginning = 0;

  constructor(
    private readonly self: UserId,
    private readonly statusOf: StatusOf,
    private readonly hidden: HiddenSeqs,
  ) {
    this.pendingChanges = new PendingChanges(self);
  }

  /** The position before the first item. */
  get from(): Position {
    return this.position;
  }

  /** The position of the last item; undefined when that is the newest. */
  get until(): Position | undefined {
    return this.lastPosition;
  }

  /** Begins after a position, empty; what comes next belongs to it. */
  beginAfter(position: Position): void {
    this.items = [];
    this.position = position;
    this.lastPosition = undefined;
  }

  /** Nothing older can be read. */
  markComplete(): void {
    this.beginning = this.position.seq;
  }

  get hasOlder(): boolean {
    return this.position.seq > this.beginning;
  }

  /** Newer items were let go. */
  get hasNewer(): boolean {
    return this.lastPosition !== undefined;
  }

  /** A change that came; what it changes may be loaded later. */
  note(event: ChangeEvent): void {
    this.log.add(event);
  }

  /** Applies a change to what is loaded; returns what is another now. */
  change(event: ChangeEvent): Message[] {
    this.note(event);
    return this.replaced((item) => this.afterChange(item, event));
  }

  /** More is hidden: returns the messages that are others now. */
  hide(): Message[] {
    return this.replaced((item) => this.hidden.unseen(item));
  }

  /** The item with all that is known of it: changes that came before it, what it answers, and that it is hidden. */
  completed(item: StoredItem): StoredItem {
    return item.type === 'event' ? item : this.hidden.unseen(this.quoting(this.log.apply(item, this.self)));
  }

  private quoting(message: Message): Message {
    const { replyTo } = message;
    if (replyTo !== undefined && replyTo.kind !== 'deleted' && this.log.hasDeletionOf(replyTo.seq)) {
      return { ...message, replyTo: unquoted(replyTo) };
    }
    return replyTo?.sender === ''
      ? { ...message, replyTo: previewOf(replyTo.seq, this.message(replyTo.seq)) }
      : message;
  }

  /** Adds the newest item, unless those before it were let go; returns the echo whose place it takes. */
  append(item: StoredItem): Message | undefined {
    if (!this.hasNewer) {
      this.items.push(this.withStatus(item));
    }
    return this.settle(item);
  }

  /** Adds the items that come next; they go up to the given position, undefined when that is the newest. */
  extend(newer: readonly StoredItem[], until: Position | undefined): void {
    this.items = [...this.items, ...newer.map((item) => this.withStatus(this.completed(item)))];
    this.lastPosition = until;
  }

  /** Adds older items, which begin after the given position. */
  prepend(older: readonly StoredItem[], from: Position): void {
    this.items = [...older.map((item) => this.withStatus(this.completed(item))), ...this.items];
    this.position = from;
    older.forEach((item) => this.settle(item));
  }

  /** Forgets all but the newest or the oldest `count` items; one stays, as the place from which the others are read. */
  trim(count: number, keep: 'newest' | 'oldest'): void {
    if (keep === 'newest') {
      this.trimStart(Math.max(1, count));
    } else {
      this.trimEnd(Math.max(1, count));
    }
  }

  private trimStart(count: number): void {
    const first = this.items.at(-count);
    if (first !== undefined && this.items.length > count) {
      this.items = this.items.slice(-count);
      this.position = positionBefore(first);
    }
  }

  private trimEnd(count: number): void {
    const last = this.items[count - 1];
    if (last !== undefined && this.items.length > count) {
      this.items = this.items.slice(0, count);
      this.lastPosition = positionOf(last);
    }
  }

  pending(clientMessageId: string): Message | undefined {
    return this.pendingById.get(clientMessageId);
  }

  /** Adds or changes an own message that is not among the items. */
  putPending(message: Message): void {
    this.pendingById.set(message.clientMessageId, message);
  }

  removePending(clientMessageId: string): void {
    this.pendingById.delete(clientMessageId);
  }

  /** The newest own message that is not among the items. */
  get lastPending(): Message | undefined {
    return [...this.pendingById.values()].at(-1);
  }

  /** A marker moved: returns the messages whose status is another now. */
  restatus(): Message[] {
    return this.replaced((item) => this.withStatus(item));
  }

  /** Whether an item of this seq is in memory, or would be if it existed. */
  reaches(seq: number): boolean {
    return seq > this.position.seq && seq <= (this.lastPosition?.seq ?? Infinity);
  }

  /** Whether there is an item of this seq to be seen. */
  has(seq: number): boolean {
    return this.items.some((item) => item.seq === seq && !isHidden(item));
  }

  /** The message at a seq as the server has it. */
  message(seq: number): Message | undefined {
    const found = this.items.find((item) => item.seq === seq);
    return found?.type === 'message' ? found : undefined;
  }

  snapshot(catchingUp: boolean): Timeline {
    const seen = this.items.filter((item) => !isHidden(item));
    const items = this.pendingChanges.isEmpty ? seen : seen.map((item) => this.shown(item));
    const { hasOlder, hasNewer } = this;
    return { items: hasNewer ? items : [...items, ...this.pendingById.values()], hasOlder, hasNewer, catchingUp };
  }

  /** The item as the user sees it: with this client's changes on their way. */
  shown<T extends StoredItem>(item: T): T | Message {
    return item.type === 'event' ? item : this.pendingChanges.over(item);
  }

  private replaced(by: (item: StoredItem) => StoredItem): Message[] {
    const others: Message[] = [];
    this.items = this.items.map((item) => {
      const now = by(item);
      if (now !== item && now.type === 'message') {
        others.push(now);
      }
      return now;
    });
    return others;
  }

  private afterChange(item: StoredItem, event: ChangeEvent): StoredItem {
    if (item.type === 'event') {
      return item;
    }
    return afterChange(item, event, this.self);
  }

  private settle(item: StoredItem): Message | undefined {
    if (item.type !== 'message' || item.sender !== this.self) {
      return undefined;
    }
    const echo = this.pendingById.get(item.clientMessageId);
    this.pendingById.delete(item.clientMessageId);
    return echo;
  }

  private withStatus(item: StoredItem): StoredItem {
    if (item.type === 'event') {
      return item;
    }
    const status = this.statusOf(item);
    return status === item.status ? item : { ...item, status };
  }
}

/** The position of an item. */
export function positionOf({ seq = 0, ordinal = 0 }: StoredItem): Position {
  return { seq, ordinal };
}

/** The position just before an item. */
export function positionBefore(item: StoredItem): Position {
  const seq = item.seq ?? 0;
  const ordinal = item.ordinal ?? 0;
  return { seq: seq - 1, ordinal: item.type === 'message' ? ordinal - 1 : ordinal };
}

import type { Message, MessageStatus, Timeline, UserId } from '../api.js';
import type { Position, StoredItem } from '../store/store.js';

/** Works out how far a message on the server has come. */
export type StatusOf = (message: Message) => MessageStatus;

/**
 * What is in memory of a conversation: the items after `from` up to the newest, and this client's messages that are not
 * among them yet.
 */
export class TimelineWindow {
  private items: StoredItem[] = [];
  private readonly pendingById = new Map<string, Message>();
  private position: Position = { seq: 0, ordinal: 0 };
  private complete = false;

  constructor(
    private readonly self: UserId,
    private readonly statusOf: StatusOf,
  ) {}

  /** The position before the first item. */
  get from(): Position {
    return this.position;
  }

  /** Begins after a position, empty. */
  beginAfter(position: Position): void {
    this.items = [];
    this.position = position;
  }

  /** Nothing older can be read. */
  markComplete(): void {
    this.complete = true;
  }

  get hasOlder(): boolean {
    return !this.complete && this.position.seq > 0;
  }

  /** Adds the next item; returns the echo whose place it takes. */
  append(item: StoredItem): Message | undefined {
    this.items.push(this.withStatus(item));
    return this.settle(item);
  }

  /** Adds older items, which begin after the given position. */
  prepend(older: readonly StoredItem[], from: Position): void {
    this.items = [...older.map((item) => this.withStatus(item)), ...this.items];
    this.position = from;
    older.forEach((item) => this.settle(item));
  }

  /** Forgets all but the newest `count` items. */
  trim(count: number): void {
    const dropped = this.items.length - count;
    if (dropped > 0) {
      const first = this.items[dropped];
      this.items = this.items.slice(dropped);
      this.position = first === undefined ? this.position : positionBefore(first);
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
    const changed: Message[] = [];
    this.items = this.items.map((item) => {
      const now = this.withStatus(item);
      if (now !== item && now.type === 'message') {
        changed.push(now);
      }
      return now;
    });
    return changed;
  }

  /** Whether an item of this seq is in memory, or would be if it existed. */
  reaches(seq: number): boolean {
    return seq > this.position.seq;
  }

  find(seq: number): StoredItem | undefined {
    return this.items.find((item) => item.seq === seq);
  }

  snapshot(catchingUp: boolean): Timeline {
    return { items: [...this.items, ...this.pendingById.values()], hasOlder: this.hasOlder, catchingUp };
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

/** The position just before an item. */
export function positionBefore(item: StoredItem): Position {
  const seq = item.seq ?? 0;
  const ordinal = item.ordinal ?? 0;
  return { seq: seq - 1, ordinal: item.type === 'message' ? ordinal - 1 : ordinal };
}

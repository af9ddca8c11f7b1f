import type {
  Conversation,
  ConversationEvents,
  ConversationId,
  ConversationSnapshot,
  Draft,
  Group,
  GroupEvent,
  Message,
  MessageStatus,
  SendResult,
  Timeline,
  UserId,
} from '../api.js';
import { Emitter } from '../emitter.js';
import type { Position, StoredConversation, StoredItem, StoredSend } from '../store/store.js';
import type { SendAck } from '../wire/generated.js';
import { messageKey, ordinalBefore, type Place } from '../wire/items.js';
import { GroupState } from './group-state.js';
import { OrderedView } from './ordered-view.js';
import { TimelineWindow } from './timeline-window.js';
import { Unread } from './unread.js';

const OLDER_COUNT = 50;
const TYPING_SHOWN = 6_000;
/** A body of 65,536 bytes without what Protobuf adds. */
const MOST_TEXT_BYTES = 65_532;

/** What a conversation tells that the client tells, too. */
export type Told = Pick<ConversationEvents, 'message' | 'messageChanged' | 'event' | 'typing'>;

/** What a conversation needs of the client. */
export interface ConversationHost {
  readonly self: UserId;
  readonly onFault: (fault: unknown) => void;
  /** Something to keep; `items` are new. */
  keep(conversation: LiveConversation, items: readonly StoredItem[]): void;
  /** The snapshot or the timeline is out of date. */
  changed(conversation: LiveConversation): void;
  told<Name extends keyof Told>(name: Name, event: Told[Name]): void;
  /** Only the server knows how the group is now. */
  lacksEntry(conversation: LiveConversation): void;
  /** Items below a position. */
  readOlder(conversation: LiveConversation, below: Position, count: number): Promise<OlderItems>;
  send(conversation: LiveConversation, text: string): Promise<SendResult>;
  retry(conversation: LiveConversation, failed: Message): Promise<SendResult>;
  discard(failed: Message): void;
  markRead(conversation: LiveConversation, seq: number): void;
  typing(conversation: LiveConversation): void;
}

/** Older items, the position before the first of them, and whether that is where the conversation begins. */
export interface OlderItems {
  readonly items: readonly StoredItem[];
  readonly from: Position;
  readonly complete: boolean;
}

/** The server's view of a conversation. */
export interface ServerEntry {
  readonly lastSeq: number;
  readonly lastMessage: Message | undefined;
  readonly unreadCount: number;
  readonly readSeq: number;
  readonly peerReadSeq: number;
  readonly group: ConversationSnapshot['group'];
}

/** All that a client holds of one conversation. */
export class LiveConversation extends Emitter<ConversationEvents> implements Conversation {
  readonly kind: 'direct' | 'group';
  readonly view = new OrderedView();
  group: Group | undefined;
  /** A marker that the server may not have yet. */
  unsentMark = 0;

  private readonly unread = new Unread();
  private readonly groupState = new GroupState();
  private readonly window: TimelineWindow;
  private readonly typing_ = new Map<UserId, ReturnType<typeof setTimeout>>();
  private last: Message | undefined;
  private lastHappenedAt: Date | undefined;
  /** Below the first item that the store has. */
  private rangeFrom: Position = { seq: 0, ordinal: 0 };
  private loading: Promise<boolean> | undefined;
  private freshSnapshot: ConversationSnapshot | undefined;
  private freshTimeline: Timeline | undefined;
  private catchingUp = false;
  private typingSnapshot: readonly UserId[] = [];

  constructor(
    readonly id: ConversationId,
    private peerId: UserId | undefined,
    private readonly host: ConversationHost,
  ) {
    super(host.onFault);
    this.kind = id.startsWith('g') ? 'group' : 'direct';
    this.window = new TimelineWindow(host.self, (message) => this.statusOf(message));
  }

  get peer(): UserId | undefined {
    return this.peerId;
  }

  get snapshot(): ConversationSnapshot {
    this.freshSnapshot ??= this.takeSnapshot();
    return this.freshSnapshot;
  }

  get timeline(): Timeline {
    this.freshTimeline ??= this.window.snapshot(this.catchingUp);
    return this.freshTimeline;
  }

  get typingUsers(): readonly UserId[] {
    return this.typingSnapshot;
  }

  /** Somebody has written, something has happened, or this client is writing. */
  get exists(): boolean {
    return this.view.knownSeq > 0 || this.window.lastPending !== undefined;
  }

  send(draft: string | Draft): Promise<SendResult> {
    const text = typeof draft === 'string' ? draft : draft.text;
    const bytes = new TextEncoder().encode(text).length;
    if (bytes < 1 || bytes > MOST_TEXT_BYTES) {
      throw new RangeError(`text: ${bytes} bytes of UTF-8 (expected: 1 to ${MOST_TEXT_BYTES})`);
    }
    return this.host.send(this, text);
  }

  retry(clientMessageId: string): Promise<SendResult> {
    const failed = this.failed(clientMessageId);
    if (failed === undefined) {
      return Promise.reject(new RangeError(`message ${clientMessageId} (expected: a failed one)`));
    }
    this.removePending(failed);
    return this.host.retry(this, failed);
  }

  discard(clientMessageId: string): void {
    const failed = this.failed(clientMessageId);
    if (failed !== undefined) {
      this.removePending(failed);
      this.host.discard(failed);
    }
  }

  loadOlder(count: number = OLDER_COUNT): Promise<boolean> {
    this.loading ??= this.readOlder(count).finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  async loadBackTo(seq: number): Promise<void> {
    while (!this.window.reaches(seq) && this.window.hasOlder) {
      await this.loadOlder(100);
    }
  }

  trim(count: number): void {
    this.window.trim(Math.max(0, count));
    this.touched();
  }

  markRead(seq: number = this.view.held.seq): void {
    if (seq > this.unread.readSeq) {
      this.unread.read(seq);
      this.unsentMark = Math.max(this.unsentMark, seq);
      this.host.keep(this, []);
      this.touched();
      this.host.markRead(this, seq);
    }
  }

  typing(): void {
    this.host.typing(this);
  }

  // -------------------------------------------------------------------------------- what the server tells

  /** Begins after the position; what waits there is let through. */
  anchor(after: Position, news: boolean): void {
    if (!this.view.isAnchored) {
      this.rangeFrom = after;
      this.window.beginAfter(after);
      this.deliver(this.view.anchor(after), news);
      this.host.keep(this, []);
    }
  }

  /** Takes what arrived, in any order and any number of times. */
  take(places: readonly Place[], news: boolean): void {
    places.forEach((place) => {
      this.deliver(this.view.offer(place), news);
    });
    this.touched();
  }

  /**
   * Takes a page that follows what was held when it was asked for. In a group it may begin later, with an event: what was
   * before the user became a member is not theirs to read.
   */
  takePage(places: readonly Place[]): void {
    const [first] = places;
    if (first !== undefined && this.kind === 'group' && first.item?.type !== 'message') {
      const before = { seq: first.seq - 1, ordinal: ordinalBefore(first) };
      if (this.view.held.seq === this.rangeFrom.seq && before.seq > this.rangeFrom.seq) {
        this.rangeFrom = before;
        this.window.beginAfter(before);
      }
      this.deliver(this.view.skipTo(before), true);
    }
    this.take(places, true);
  }

  /** The server's view; what this client knows better stays. */
  counted(entry: ServerEntry): void {
    this.unread.counted({
      seq: entry.lastSeq,
      unread: entry.unreadCount,
      readSeq: entry.readSeq,
      peerReadSeq: entry.peerReadSeq,
    });
    if (entry.group !== undefined) {
      this.groupState.counted(entry.group, entry.lastSeq);
    }
    if (entry.lastMessage !== undefined) {
      this.noteLast(entry.lastMessage);
    }
    this.view.knows(entry.lastSeq);
    this.restatus();
    this.host.keep(this, []);
    this.touched();
  }

  /** Live frames were left out. */
  knows(seq: number): void {
    this.view.knows(seq);
    this.touched();
  }

  knowsPeer(user: UserId | undefined): void {
    this.peerId ??= user;
  }

  /** A marker moved. */
  receipt(user: UserId, seq: number): void {
    if (user === this.host.self) {
      this.unread.read(seq);
    } else if (this.kind === 'direct' && this.unread.readByPeer(seq)) {
      this.restatus();
    }
    this.host.keep(this, []);
    this.touched();
  }

  /** The answer to a marking. */
  recounted(seq: number, unread: number): void {
    this.unread.recounted(seq, unread);
    if (seq >= this.unsentMark) {
      this.unsentMark = 0;
    }
    this.host.keep(this, []);
    this.touched();
  }

  /** A member is typing. */
  typed(user: UserId): void {
    clearTimeout(this.typing_.get(user));
    const isNew = !this.typing_.has(user);
    const timer = setTimeout(() => {
      this.stoppedTyping(user);
    }, TYPING_SHOWN);
    this.typing_.set(user, timer);
    if (isNew) {
      this.tellTyping();
    }
  }

  /** It is a group of which only the server can tell. */
  get lacksGroup(): boolean {
    return this.kind === 'group' && this.groupState.view === undefined;
  }

  // -------------------------------------------------------------------------------- this client's sends

  /** Shows a message that has no verdict yet, or was refused in an earlier run. */
  echo(send: StoredSend, failure?: { readonly code: string; readonly detail: string }): Message {
    const message: Message = {
      type: 'message',
      key: messageKey(this.host.self, send.clientMessageId, 0),
      conversation: this.id,
      seq: undefined,
      ordinal: undefined,
      sender: this.host.self,
      clientMessageId: send.clientMessageId,
      sentAt: new Date(send.writtenAt),
      content: { kind: 'text', text: send.text },
      status: failure === undefined ? 'sending' : 'failed',
      failure,
    };
    this.window.putPending(message);
    this.touched();
    return message;
  }

  /** The verdict: it stands at the ack's place. */
  accepted(send: StoredSend, ack: SendAck): Message {
    const message: Message = {
      ...this.echoOf(send),
      seq: Number(ack.seq),
      ordinal: Number(ack.ordinal),
      sentAt: new Date(Number(ack.sentAtMs)),
      status: 'sent',
      failure: undefined,
    };
    const isShown = this.window.pending(send.clientMessageId) !== undefined;
    if (isShown && this.view.held.seq < Number(ack.seq)) {
      this.window.putPending(message);
    }
    this.take([{ seq: Number(ack.seq), ordinal: Number(ack.ordinal), item: message }], true);
    if (this.window.pending(send.clientMessageId) === message) {
      this.tellMessage('messageChanged', message);
    } else if (isShown) {
      this.window.removePending(send.clientMessageId);
    }
    this.touched();
    return message;
  }

  /** The verdict: it never appears. */
  refused(send: StoredSend, failure: { readonly code: string; readonly detail: string }): Message {
    const message: Message = { ...this.echoOf(send), status: 'failed', failure };
    this.window.putPending(message);
    this.tellMessage('messageChanged', message);
    this.touched();
    return message;
  }

  // -------------------------------------------------------------------------------- keeping and telling

  restore(kept: StoredConversation): void {
    this.rangeFrom = kept.from;
    this.window.beginAfter(kept.held);
    this.view.anchor(kept.held);
    this.view.knows(kept.knownSeq);
    this.unread.restore({
      seq: kept.countedSeq,
      unread: kept.unreadCount,
      readSeq: kept.readSeq,
      peerReadSeq: kept.peerReadSeq,
    });
    this.unsentMark = kept.unsentMark;
    this.last = kept.lastMessage;
    this.lastHappenedAt = kept.lastActivityAt;
    if (kept.group !== undefined) {
      this.groupState.counted(kept.group, kept.held.seq);
    }
  }

  toStored(): StoredConversation {
    return {
      id: this.id,
      from: this.rangeFrom,
      held: this.view.held,
      knownSeq: this.view.knownSeq,
      peer: this.peerId,
      lastMessage: this.last,
      lastActivityAt: this.lastHappenedAt,
      unreadCount: this.unread.count,
      countedSeq: this.unread.countedUpTo(this.view.held.seq),
      readSeq: this.unread.readSeq,
      peerReadSeq: this.unread.peerReadSeq,
      unsentMark: this.unsentMark,
      group: this.groupState.view,
    };
  }

  /** Below the first item that is kept or in memory. */
  get keptFrom(): Position {
    return this.rangeFrom;
  }

  /** Something newer is on its way, or is not. */
  setCatchingUp(catchingUp: boolean): void {
    if (this.catchingUp !== catchingUp) {
      this.catchingUp = catchingUp;
      this.touched();
    }
  }

  /** Tells its listeners what was replaced since the last time. */
  tellChanges(): void {
    this.emit('snapshot', this.snapshot);
    this.emit('timeline', this.timeline);
  }

  /** Ends timers; nothing is told any more. */
  end(): void {
    this.typing_.forEach((timer) => {
      clearTimeout(timer);
    });
    this.typing_.clear();
    this.clear();
  }

  private deliver(places: readonly Place[], news: boolean): void {
    const items: StoredItem[] = [];
    for (const { item } of places) {
      if (item !== undefined) {
        items.push(item);
        this.deliverItem(item, news);
      }
    }
    if (places.length > 0) {
      this.host.keep(this, items);
    }
  }

  private deliverItem(item: StoredItem, news: boolean): void {
    const echo = this.window.append(item);
    if (item.type === 'message') {
      this.deliverMessage(item, echo, news);
    } else {
      this.deliverEvent(item, news);
    }
  }

  private deliverMessage(item: Message, echo: Message | undefined, news: boolean): void {
    const own = item.sender === this.host.self;
    this.unread.delivered(item, own);
    this.noteLast(item);
    if (!own) {
      this.stoppedTyping(item.sender);
      if (this.kind === 'direct' && this.unread.readByPeer(item.seq ?? 0)) {
        this.restatus();
      }
    }
    const shown = { ...item, status: this.statusOf(item) };
    if (echo !== undefined) {
      this.tellMessage('messageChanged', shown);
    } else if (news) {
      this.tellMessage('message', shown);
    }
  }

  private deliverEvent(item: GroupEvent, news: boolean): void {
    this.noteHappened(item.happenedAt);
    if (this.groupState.happened(item, this.host.self) && news) {
      this.host.lacksEntry(this);
    }
    if (news) {
      this.touched();
      this.emit('event', item);
      this.host.told('event', item);
    }
  }

  private tellMessage(name: 'message' | 'messageChanged', message: Message): void {
    this.touched();
    this.emit(name, message);
    this.host.told(name, message);
  }

  private restatus(): void {
    this.window.restatus().forEach((message) => {
      this.tellMessage('messageChanged', message);
    });
  }

  private statusOf(message: Message): MessageStatus {
    if (message.sender !== this.host.self) {
      return 'received';
    }
    const isRead = this.kind === 'direct' && (message.seq ?? Infinity) <= this.unread.peerReadSeq;
    return isRead ? 'read' : 'sent';
  }

  private echoOf(send: StoredSend): Message {
    return this.window.pending(send.clientMessageId) ?? this.unechoed(send);
  }

  /** The message of a send that was settled by a sync before its verdict came. */
  private unechoed(send: StoredSend): Message {
    const message = this.echo(send);
    this.window.removePending(send.clientMessageId);
    return message;
  }

  private failed(clientMessageId: string): Message | undefined {
    const message = this.window.pending(clientMessageId);
    return message?.status === 'failed' ? message : undefined;
  }

  private removePending(message: Message): void {
    this.window.removePending(message.clientMessageId);
    this.touched();
  }

  private async readOlder(count: number): Promise<boolean> {
    if (this.window.hasOlder) {
      const below = this.window.from;
      const { items, from, complete } = await this.host.readOlder(this, below, count);
      if (this.window.from.seq !== below.seq) {
        return this.window.hasOlder;
      }
      this.window.prepend(items, from);
      if (complete) {
        this.window.markComplete();
      }
      if (from.seq < this.rangeFrom.seq) {
        this.rangeFrom = from;
        this.host.keep(this, items);
      }
      this.touched();
    }
    return this.window.hasOlder;
  }

  private takeSnapshot(): ConversationSnapshot {
    const pending = this.window.lastPending;
    const last = this.last === undefined ? undefined : { ...this.last, status: this.statusOf(this.last) };
    return {
      id: this.id,
      kind: this.kind,
      peer: this.peerId,
      lastSeq: this.view.knownSeq,
      lastMessage: pending ?? last,
      lastActivityAt: later(pending?.sentAt, this.lastHappenedAt),
      unreadCount: this.unread.count,
      readSeq: this.unread.readSeq,
      peerReadSeq: this.unread.peerReadSeq,
      group: this.groupState.view,
    };
  }

  private noteLast(message: Message): void {
    if (this.last === undefined || (message.seq ?? 0) >= (this.last.seq ?? 0)) {
      this.last = message;
    }
    this.noteHappened(message.sentAt);
  }

  private noteHappened(at: Date): void {
    this.lastHappenedAt = later(this.lastHappenedAt, at);
  }

  private stoppedTyping(user: UserId): void {
    clearTimeout(this.typing_.get(user));
    if (this.typing_.delete(user)) {
      this.tellTyping();
    }
  }

  private tellTyping(): void {
    this.typingSnapshot = [...this.typing_.keys()];
    const change = { conversation: this.id, users: this.typingSnapshot };
    this.emit('typing', change);
    this.host.told('typing', change);
  }

  private touched(): void {
    this.freshSnapshot = undefined;
    this.freshTimeline = undefined;
    this.host.changed(this);
  }
}

function later(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) {
    return one ?? other;
  }
  return one >= other ? one : other;
}


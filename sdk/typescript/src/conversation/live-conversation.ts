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
import { ordinalBefore, type Place } from '../wire/items.js';
import { acceptedEcho, echoOf, type Failure } from './echo.js';
import type { ConversationHost, ServerEntry } from './host.js';
import { OlderLoader } from './older-loader.js';
import { OrderedView } from './ordered-view.js';
import { later, Summary } from './summary.js';
import { TimelineWindow } from './timeline-window.js';
import { TypingUsers } from './typing-users.js';

/** A body of 65,536 bytes without what Protobuf adds. */
const MOST_TEXT_BYTES = 65_532;

/** All that a client holds of one conversation. */
export class LiveConversation extends Emitter<ConversationEvents> implements Conversation {
  readonly kind: 'direct' | 'group';
  readonly view = new OrderedView();
  group: Group | undefined;

  private readonly summary = new Summary();
  private readonly window: TimelineWindow;
  private readonly typers: TypingUsers;
  private readonly older: OlderLoader;
  private freshSnapshot: ConversationSnapshot | undefined;
  private freshTimeline: Timeline | undefined;
  private catchingUp = false;

  constructor(
    readonly id: ConversationId,
    private peerId: UserId | undefined,
    private readonly host: ConversationHost,
  ) {
    super(host.onFault);
    this.kind = id.startsWith('g') ? 'group' : 'direct';
    this.window = new TimelineWindow(host.self, (message) => this.statusOf(message));
    this.older = new OlderLoader(this, this.window, host, () => {
      this.touched();
    });
    this.typers = new TypingUsers((users) => {
      this.emit('typing', { conversation: id, users });
      host.told('typing', { conversation: id, users });
    });
  }

  get peer(): UserId | undefined {
    return this.peerId;
  }

  get snapshot(): ConversationSnapshot {
    this.freshSnapshot ??= this.takeSnapshot();
    return this.freshSnapshot;
  }

  /** A marker that the server may not have yet; 0: none. */
  get unsentMark(): number {
    return this.summary.unsentMark;
  }

  get timeline(): Timeline {
    this.freshTimeline ??= this.window.snapshot(this.catchingUp);
    return this.freshTimeline;
  }

  get typingUsers(): readonly UserId[] {
    return this.typers.users;
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
    this.window.removePending(clientMessageId);
    return this.host.retry(this, failed);
  }

  discard(clientMessageId: string): void {
    const failed = this.failed(clientMessageId);
    if (failed !== undefined) {
      this.window.removePending(clientMessageId);
      this.touched();
      this.host.discard(failed);
    }
  }

  loadOlder(count?: number): Promise<boolean> {
    return this.older.load(count);
  }

  loadBackTo(seq: number): Promise<void> {
    return this.older.loadBackTo(seq);
  }

  trim(count: number): void {
    this.window.trim(Math.max(0, count));
    this.touched();
  }

  markRead(seq: number = this.view.held.seq): void {
    if (seq > this.summary.unread.readSeq) {
      this.summary.unread.read(seq);
      this.summary.unsentMark = Math.max(this.summary.unsentMark, seq);
      this.host.keep(this, []);
      this.touched();
      this.host.markRead(this, seq);
    }
  }

  typing(): void {
    this.host.typing(this);
  }

  /** Begins after the position; what waits there is let through. */
  anchor(after: Position, news: boolean): void {
    if (!this.view.isAnchored) {
      this.older.keptFrom = after;
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
      if (this.view.held.seq === this.older.keptFrom.seq && before.seq > this.older.keptFrom.seq) {
        this.older.keptFrom = before;
        this.window.beginAfter(before);
      }
      this.deliver(this.view.skipTo(before), true);
    }
    this.take(places, true);
  }

  /** The server's view; what this client knows better stays. */
  counted(entry: ServerEntry): void {
    this.summary.counted(entry);
    this.view.knows(entry.lastSeq);
    this.restatus();
    this.standsAnew();
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
      this.summary.unread.read(seq);
    } else if (this.kind === 'direct' && this.summary.unread.readByPeer(seq)) {
      this.restatus();
    }
    this.standsAnew();
  }

  /** The answer to a marking. */
  recounted(seq: number, unread: number): void {
    this.summary.unread.recounted(seq, unread);
    if (seq >= this.summary.unsentMark) {
      this.summary.unsentMark = 0;
    }
    this.standsAnew();
  }

  /** A member is typing. */
  typed(user: UserId): void {
    this.typers.typed(user);
  }

  /** It is a group of which only the server can tell. */
  get lacksGroup(): boolean {
    return this.kind === 'group' && this.summary.group === undefined;
  }

  /** Shows a message that has no verdict yet, or was refused in an earlier run. */
  echo(send: StoredSend, failure?: Failure): Message {
    const message = echoOf(send, this.host.self, failure);
    this.window.putPending(message);
    this.touched();
    return message;
  }

  /** The verdict: it stands at the ack's place. */
  accepted(send: StoredSend, ack: SendAck): Message {
    const message = acceptedEcho(this.window.pending(send.clientMessageId) ?? echoOf(send, this.host.self), ack);
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
  refused(send: StoredSend, failure: Failure): Message {
    const message = echoOf(send, this.host.self, failure);
    this.window.putPending(message);
    this.tellMessage('messageChanged', message);
    this.touched();
    return message;
  }

  restore(kept: StoredConversation): void {
    this.older.keptFrom = kept.from;
    this.window.beginAfter(kept.held);
    this.view.anchor(kept.held);
    this.view.knows(kept.knownSeq);
    this.summary.restore(kept);
  }

  toStored(): StoredConversation {
    return {
      id: this.id,
      from: this.older.keptFrom,
      held: this.view.held,
      knownSeq: this.view.knownSeq,
      peer: this.peerId,
      ...this.summary.toStored(this.view.held.seq),
    };
  }

  /** Below the first item that is kept or in memory. */
  get keptFrom(): Position {
    return this.older.keptFrom;
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
    this.typers.end();
    this.clear();
  }

  private deliver(places: readonly Place[], news: boolean): void {
    const items = places.flatMap(({ item }): StoredItem[] => (item === undefined ? [] : [item]));
    for (const item of items) {
      const echo = this.window.append(item);
      if (item.type === 'message') {
        this.deliverMessage(item, echo, news);
      } else {
        this.deliverEvent(item, news);
      }
    }
    if (places.length > 0) {
      this.host.keep(this, items);
    }
  }

  private deliverMessage(item: Message, echo: Message | undefined, news: boolean): void {
    const own = item.sender === this.host.self;
    this.summary.delivered(item, own);
    if (!own) {
      this.typers.stopped(item.sender);
      if (this.kind === 'direct' && this.summary.unread.readByPeer(item.seq ?? 0)) {
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
    if (this.summary.happened(item, this.host.self) && news) {
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
    const isRead = this.kind === 'direct' && (message.seq ?? Infinity) <= this.summary.unread.peerReadSeq;
    return isRead ? 'read' : 'sent';
  }

  private failed(clientMessageId: string): Message | undefined {
    const message = this.window.pending(clientMessageId);
    return message?.status === 'failed' ? message : undefined;
  }

  private takeSnapshot(): ConversationSnapshot {
    const pending = this.window.lastPending;
    const { unread, lastMessage, lastActivityAt, group } = this.summary;
    const last = lastMessage === undefined ? undefined : { ...lastMessage, status: this.statusOf(lastMessage) };
    return {
      id: this.id,
      kind: this.kind,
      peer: this.peerId,
      lastSeq: this.view.knownSeq,
      lastMessage: pending ?? last,
      lastActivityAt: later(pending?.sentAt, lastActivityAt),
      unreadCount: unread.count,
      readSeq: unread.readSeq,
      peerReadSeq: unread.peerReadSeq,
      group,
    };
  }

  /** How it stands is another now. */
  private standsAnew(): void {
    this.host.keep(this, []);
    this.touched();
  }

  private touched(): void {
    this.freshSnapshot = undefined;
    this.freshTimeline = undefined;
    this.host.changed(this);
  }
}

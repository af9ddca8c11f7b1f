import type {
  Conversation,
  ConversationId,
  ConversationSnapshot,
  Group,
  GroupEvent,
  Message,
  MessageStatus,
  Timeline,
  UserId,
} from '../api.js';
import { isChannelId, isGroupId } from '../ids.js';
import type { Position, StoredConversation, StoredItem, StoredSend, StoredSettings } from '../store/store.js';
import type { ReadReceipt } from '../wire/generated.js';
import { ordinalBefore, type Place } from '../wire/items.js';
import type { Acceptance } from '../wire/sends.js';
import { acceptedEcho, echoOf, type Failure } from './echo.js';
import type { ConversationHost, ServerEntry } from './host.js';
import { MessageChanging } from './message-changing.js';
import { OrderedView } from './ordered-view.js';
import { later, Summary } from './summary.js';
import { TimelineWindow } from './timeline-window.js';
import { TypingUsers } from './typing-users.js';
import { WindowLoader } from './window-loader.js';
import { WritingConversation } from './writing.js';

/** All that a client holds of one conversation. */
export class LiveConversation extends WritingConversation implements Conversation {
  readonly kind: 'direct' | 'group';
  readonly isChannel: boolean;
  readonly view = new OrderedView();
  group: Group | undefined;

  /** Changes of messages: of others, and this client's own on their way. */
  readonly changing: MessageChanging;

  readonly summary = new Summary();
  protected readonly window: TimelineWindow;
  private readonly typers: TypingUsers;
  private readonly loader: WindowLoader;
  private freshSnapshot: ConversationSnapshot | undefined;
  private freshTimeline: Timeline | undefined;
  private catchingUp = false;

  constructor(
    readonly id: ConversationId,
    private peerId: UserId | undefined,
    host: ConversationHost,
  ) {
    super(host);
    this.kind = isGroupId(id) ? 'group' : 'direct';
    this.isChannel = isChannelId(id);
    this.window = new TimelineWindow(host.self, (message) => this.statusOf(message), this.hidden);
    this.changing = new MessageChanging(this, this.window, this.summary, host, (message) => {
      if (message === undefined) {
        this.touched();
      } else {
        this.tellMessage('messageChanged', message);
      }
    });
    this.loader = new WindowLoader(this, this.window, host, () => {
      this.touched();
    });
    this.typers = new TypingUsers((users) => {
      this.tell('typing', { conversation: id, users });
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

  loadOlder(count?: number): Promise<boolean> {
    return this.loader.loadOlder(count);
  }

  loadNewer(count?: number): Promise<boolean> {
    return this.loader.loadNewer(count);
  }

  toNewest(): Promise<void> {
    return this.loader.toNewest();
  }

  loadAround(seq: number): Promise<boolean> {
    return this.loader.loadAround(seq);
  }

  trim(count: number, keep: 'newest' | 'oldest' = 'newest'): void {
    this.window.trim(count, keep);
    this.touched();
  }

  markRead(seq: number = this.view.held.seq): void {
    if (seq > this.summary.unread.readSeq) {
      this.summary.unread.read(seq);
      this.summary.unsentMark = Math.max(this.summary.unsentMark, seq);
      this.host.keep(this, []);
      this.touched();
      this.host.marks.read(this, seq);
    }
  }

  typing(): void {
    this.host.typing(this);
  }

  /** Begins after the position; what waits there is let through. */
  anchor(after: Position, news: boolean): void {
    if (!this.view.isAnchored) {
      this.loader.keptFrom = after;
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
      if (this.view.held.seq === this.loader.keptFrom.seq && before.seq > this.loader.keptFrom.seq) {
        this.loader.keptFrom = before;
        this.window.beginAfter(before);
      }
      this.deliver(this.view.skipTo(before), true);
    }
    this.take(places, true);
  }

  /** The server's view; what this client knows better stays. */
  counted(entry: ServerEntry): void {
    this.summary.counted(entry);
    this.changing.hid(entry.hidden);
    this.view.knows(entry.lastSeq);
    this.restatus();
    this.standsAnew();
    this.host.settings.watch(this);
  }

  /** Live frames were left out. */
  knows(seq: number): void {
    this.view.knows(seq);
    this.touched();
  }

  knowsPeer(user: UserId | undefined): void {
    this.peerId ??= user;
  }

  /** A marker of a member moved. */
  receipt(receipt: ReadReceipt): void {
    if (this.summary.receipt(receipt, this.host.self, this.kind)) {
      this.restatus();
    }
    this.standsAnew();
    if (this.summary.readsOn(receipt, this.host.self)) {
      this.tell('readReceipt', { conversation: this.id, user: receipt.user, seq: Number(receipt.seq) });
    }
  }

  /** The answer to a marking. */
  recounted(seq: number, unread: number): void {
    this.summary.unread.recounted(seq, unread);
    if (seq >= this.summary.unsentMark) {
      this.summary.unsentMark = 0;
    }
    this.standsAnew();
  }

  /** What the user has set for it. */
  set(settings: StoredSettings): void {
    this.summary.set(settings);
    this.standsAnew();
    this.host.settings.watch(this);
  }

  typed(user: UserId): void {
    this.typers.typed(user);
  }

  /** Shows a message that has no verdict yet, or was refused in an earlier run. */
  echo(send: StoredSend, failure?: Failure): Message {
    const message = echoOf(send, this.host.self, failure);
    this.window.putPending(message);
    this.touched();
    return message;
  }

  /** The verdict: it stands at the ack's place. What was forwarded is known when it was read from there. */
  accepted(send: StoredSend, acceptance: Acceptance): Message {
    const { seq, ordinal } = acceptance;
    const message = acceptedEcho(this.window.pending(send.clientMessageId) ?? echoOf(send, this.host.self), acceptance);
    const isShown = this.window.pending(send.clientMessageId) !== undefined;
    if (isShown && this.view.held.seq < seq) {
      this.window.putPending(message);
    }
    if (send.forward === undefined) {
      this.take([{ seq, ordinal, item: message }], true);
    } else {
      this.knows(seq);
    }
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
    const message = this.echo(send, failure);
    this.tellMessage('messageChanged', message);
    return message;
  }

  restore(kept: StoredConversation): void {
    this.loader.keptFrom = kept.from;
    this.window.beginAfter(kept.held);
    this.view.anchor(kept.held);
    this.view.knows(kept.knownSeq);
    this.summary.restore(kept);
    this.restoreOwn(kept);
  }

  toStored(): StoredConversation {
    return {
      id: this.id,
      from: this.loader.keptFrom,
      held: this.view.held,
      knownSeq: this.view.knownSeq,
      peer: this.peerId,
      ...this.storedOwn,
      ...this.summary.toStored(this.view.held.seq),
    };
  }

  /** Below the first item that is kept or in memory. */
  get keptFrom(): Position {
    return this.loader.keptFrom;
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

  end(): void {
    this.typers.end();
    this.clear();
  }

  protected get self(): this {
    return this;
  }

  private deliver(places: readonly Place[], news: boolean): void {
    for (const { seq, item, change, memberCount } of places) {
      this.summary.recounted(seq, memberCount);
      if (item !== undefined) {
        this.deliverItem(this.window.completed(item), news);
      }
      if (change !== undefined) {
        this.changing.take(change);
      }
    }
    if (places.length > 0) {
      this.host.keep(this, []);
      this.changing.settle();
    }
  }

  private deliverItem(item: StoredItem, news: boolean): void {
    this.host.keep(this, [item]);
    const echo = this.window.append(item);
    if (item.type === 'message') {
      this.deliverMessage(item, echo, news);
    } else {
      this.deliverEvent(item, news);
    }
  }

  private deliverMessage(item: Message, echo: Message | undefined, news: boolean): void {
    this.summary.delivered(item, this.host.self);
    if (item.sender !== this.host.self) {
      this.typers.stopped(item.sender);
      this.host.marks.received(this);
      if (this.kind === 'direct' && this.summary.unread.readByPeer(item.seq ?? 0)) {
        this.restatus();
      }
    }
    const shown = this.window.shown({ ...item, status: this.statusOf(item) });
    if (echo !== undefined) {
      this.tellMessage('messageChanged', shown);
    } else if (news && shown.content.kind !== 'hidden') {
      this.tellMessage('message', shown);
    }
  }

  private deliverEvent(item: GroupEvent, news: boolean): void {
    if (this.summary.happened(item, this.host.self) && news) {
      this.host.lacksEntry(this);
    }
    if (news) {
      this.touched();
      this.tell('event', item);
    }
  }

  private tellMessage(name: 'message' | 'messageChanged', message: Message): void {
    this.touched();
    this.tell(name, message);
  }

  private restatus(): void {
    this.window.restatus().forEach((message) => {
      this.tellMessage('messageChanged', this.window.shown(message));
    });
  }

  private statusOf(message: Message): MessageStatus {
    return this.summary.statusOf(message, this.host.self, this.kind);
  }

  private takeSnapshot(): ConversationSnapshot {
    const pending = this.window.lastPending;
    const { lastMessage } = this.summary;
    const last = lastMessage && this.window.shown({ ...lastMessage, status: this.statusOf(lastMessage) });
    return {
      id: this.id,
      kind: this.kind,
      peer: this.peerId,
      lastSeq: this.view.knownSeq,
      lastMessage: pending ?? last,
      lastActivityAt: later(pending?.sentAt, this.summary.lastActivityAt),
      ...this.summary.standing,
    };
  }

  standsAnew(): void {
    this.host.keep(this, []);
    this.touched();
  }

  protected touched(): void {
    this.freshSnapshot = undefined;
    this.freshTimeline = undefined;
    this.host.changed(this);
  }
}

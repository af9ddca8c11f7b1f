import type { Message, MessageChange } from '../api.js';
import type { SeqRange } from '../store/store.js';
import type { ChangeEvent } from '../wire/changes.js';
import type { Acceptance } from '../wire/sends.js';
import type { Failure } from './echo.js';
import type { ConversationHost } from './host.js';
import type { LiveConversation } from './live-conversation.js';
import type { StoredChangeSend } from './pending-changes.js';
import type { Summary } from './summary.js';
import type { TimelineWindow } from './timeline-window.js';

/** Kinds of changes after which pinned messages show the same. */
const LEAVES_PINS: ReadonlySet<MessageChange['kind']> = new Set(['reaction-added', 'reaction-removed', 'poll-voted']);

/** Changes of the messages of one conversation: what members did, and what this client asked for. */
export class MessageChanging {
  constructor(
    private readonly conversation: LiveConversation,
    private readonly window: TimelineWindow,
    private readonly summary: Summary,
    private readonly host: ConversationHost,
    /** A message is another now; undefined: one that is not loaded. */
    private readonly onChanged: (message: Message | undefined) => void,
  ) {}

  /** An event was let through. */
  take(event: ChangeEvent): void {
    const others = this.window.change(event);
    this.summary.changed(event, this.host.self);
    this.host.keepChange(this.conversation, event);
    this.onChanged(undefined);
    others.forEach((message) => {
      this.onChanged(this.window.shown(message));
    });
    if (!LEAVES_PINS.has(event.change.kind)) {
      this.conversation.emit('pinsChanged', this.conversation);
      this.host.told('pinsChanged', this.conversation);
    }
  }

  /** The user has hidden these from themselves, on whatever device. */
  hid(ranges: readonly SeqRange[]): void {
    const { id, hidden } = this.conversation;
    if (hidden.add(ranges)) {
      const others = this.window.hide();
      this.summary.hid(hidden);
      this.host.keepChange(this.conversation, { conversation: id, hidden });
      this.onChanged(undefined);
      others.forEach((message) => {
        this.onChanged(message);
      });
    }
  }

  /** Shows a change of this client that has no verdict yet. */
  begin(send: StoredChangeSend): void {
    this.window.pendingChanges.add(send);
    this.tell(send.change.target);
  }

  /** The verdict: its event stands at this place. */
  accepted({ clientMessageId, change: { target, change } }: StoredChangeSend, acceptance: Acceptance): void {
    const { seq, ordinal, at: happenedAt } = acceptance;
    const event = { conversation: this.conversation.id, seq, target, actor: this.host.self, happenedAt, change };
    this.window.pendingChanges.accepted(clientMessageId, seq);
    this.conversation.take([{ seq, ordinal, item: undefined, change: event }], true);
    // the event may have come before the answer
    this.settle();
  }

  /** The verdict: the message is as it was; `failure` undefined: the change had been made before. */
  refused({ clientMessageId, change: { target, change } }: StoredChangeSend, failure: Failure | undefined): void {
    this.window.pendingChanges.remove(clientMessageId);
    this.tell(target);
    if (failure !== undefined) {
      const failed = { conversation: this.conversation.id, seq: target, change, ...failure };
      this.conversation.emit('changeFailed', failed);
      this.host.told('changeFailed', failed);
    }
  }

  /** What was let through is no longer on its way. */
  settle(): void {
    this.window.pendingChanges.settleUpTo(this.conversation.view.held.seq).forEach((target) => {
      this.tell(target);
    });
  }

  private tell(seq: number): void {
    const message = this.window.message(seq);
    this.onChanged(message === undefined ? undefined : this.window.shown(message));
  }
}

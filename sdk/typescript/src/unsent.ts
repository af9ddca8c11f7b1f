/**
 * The public API of what the user has written and not sent yet: drafts, and sends that wait for their time.
 *
 * @module
 */
import type { Conversation, ConversationId, Page, PageOptions } from './api.js';
import type { Draft, MessageContent, SendOptions } from './message.js';

/** What the user has written and not sent. */
export interface SavedDraft {
  readonly text: string;
  /** The seq of the message that it is to answer. */
  readonly replyTo: number | undefined;
  /** When the server took it; undefined: it has not yet. */
  readonly savedAt: Date | undefined;
}

/**
 * Messages that the server sends at a later time, in the user's name and with the rights that they have then; no client need be
 * there. All methods ask the server, and reject with a {@link WarblerError}, `NO_ANSWER` when offline; what was asked may be
 * repeated. `scheduledSend` tells of changes.
 */
export interface ScheduledSends {
  /** A name for a new one. */
  newName(): string;
  /**
   * Has a message sent to a conversation.
   *
   * @param schedule its name, see {@link newName}: under it the request may be repeated
   * @param dueAt a time to come, within 366 days
   */
  schedule(
    schedule: string,
    conversation: Conversation,
    draft: string | Draft,
    dueAt: Date,
    options?: SendOptions,
  ): Promise<ScheduledSend>;
  /**
   * Changes one that waits, as the user saw it.
   *
   * @returns rejects with `SCHEDULED_SEND_CHANGED` when it was changed meanwhile, and with `SCHEDULED_SEND_OVER` when it waits no more
   */
  change(seen: ScheduledSend, draft: string | Draft, dueAt: Date, options?: SendOptions): Promise<ScheduledSend>;
  /** Takes one back that waits, or one that was refused off the list. */
  cancel(schedule: string): Promise<ScheduledSend>;
  /** Those that wait, and for 30 days those that do so no more, in the order of their times. */
  list(options?: PageOptions): Promise<Page<ScheduledSend>>;
}

/** A message that is sent at a later time, as it is now. */
export interface ScheduledSend {
  /** Its name. */
  readonly schedule: string;
  readonly conversation: ConversationId;
  readonly dueAt: Date;
  /** `unknown`: something that this client does not know. */
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused' | 'cancelled' | 'unknown';
  /** Why it was refused: the code of an error; undefined unless it was. */
  readonly reason: string | undefined;
  /** Where it stands; undefined unless it was sent. */
  readonly seq: number | undefined;
  /** When it changed last: of two with the same name the later one counts. */
  readonly updatedAt: Date;
  /** What it says; undefined of forwarded messages, and where it is not told: after an absence, and once it was sent or cancelled. */
  readonly content: MessageContent | undefined;
  /** The seq of the message that it answers. */
  readonly replyTo: number | undefined;
}

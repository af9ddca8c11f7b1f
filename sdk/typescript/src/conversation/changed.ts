import type { Message, MessageChange, MessageChanges, Reaction, ReplyPreview, UserId } from '../api.js';
import type { ChangeEvent } from '../wire/changes.js';
import { polled } from './polled.js';

/** A change without its place in the log: of this client, on its way. */
export interface ChangeBy {
  readonly actor: UserId;
  readonly happenedAt: Date;
  readonly change: MessageChange;
}

/**
 * A message after an event. The event is ignored when the message has it already (by `changes.seq`), and when it was
 * deleted or hidden: so the result is the same in whatever order a message and rising events about it come.
 */
export function changed(message: Message, event: ChangeEvent, self: UserId): Message {
  const isFinal = message.changes.deletion !== undefined || message.content.kind === 'hidden';
  if (event.target !== message.seq || event.seq <= message.changes.seq || isFinal) {
    return message;
  }
  return applied(message, event, event.seq, self);
}

/** The same for the message itself and for answers to it: what is deleted is not quoted any more. */
export function afterChange(message: Message, event: ChangeEvent, self: UserId): Message {
  const { replyTo } = message;
  const isQuoted = replyTo?.seq === event.target && replyTo.kind !== 'deleted';
  if (isQuoted && event.change.kind === 'deleted') {
    return { ...message, replyTo: unquoted(replyTo) };
  }
  return changed(message, event, self);
}

/** What an answer shows of a message that was deleted. */
export function unquoted(preview: ReplyPreview): ReplyPreview {
  return { ...preview, kind: 'deleted', text: '' };
}

/** A message as it will be when changes of this client take effect; what is so already stays. */
export function expected(message: Message, pending: readonly ChangeBy[], self: UserId): Message {
  let shown = message;
  for (const by of pending) {
    if (shown.changes.deletion === undefined && !isSo(shown, by.change)) {
      shown = applied(shown, by, shown.changes.seq, self);
    }
  }
  return { ...shown, pendingChanges: pending.map(({ change }) => change) };
}

function applied(message: Message, by: ChangeBy, seq: number, self: UserId): Message {
  const { change } = by;
  const changes = { ...message.changes, seq };
  switch (change.kind) {
    case 'edited': {
      const edited = { ...changes, editCount: changes.editCount + 1, editedAt: by.happenedAt };
      return { ...message, content: change.content, changes: edited };
    }
    case 'deleted':
      return { ...message, content: { kind: 'deleted' }, replyTo: undefined, changes: deleted(by, seq) };
    case 'reaction-added':
    case 'reaction-removed': {
      const more = change.kind === 'reaction-added' ? 1 : -1;
      const reactions = counted(changes.reactions, change.reaction, more, by.actor === self);
      return { ...message, changes: { ...changes, reactions } };
    }
    case 'poll-voted':
    case 'poll-closed':
      return { ...message, changes: { ...changes, poll: polled(changes.poll, by, self) } };
    case 'pinned':
    case 'unpinned':
      return { ...message, changes: { ...changes, pinned: change.kind === 'pinned' } };
  }
}

function deleted({ actor, happenedAt }: ChangeBy, seq: number): MessageChanges {
  const deletion = { actor, deletedAt: happenedAt };
  return { seq, editCount: 0, editedAt: undefined, deletion, reactions: [], pinned: false };
}

function counted(reactions: readonly Reaction[], reaction: string, more: 1 | -1, isOwn: boolean): readonly Reaction[] {
  if (!reactions.some((known) => known.reaction === reaction)) {
    return more > 0 ? [...reactions, { reaction, count: 1, mine: isOwn }] : reactions;
  }
  return reactions
    .map((known) =>
      known.reaction === reaction
        ? { reaction, count: known.count + more, mine: isOwn ? more > 0 : known.mine }
        : known,
    )
    .filter(({ count }) => count > 0);
}

/** The change came by its event before its answer. */
function isSo(message: Message, change: MessageChange): boolean {
  switch (change.kind) {
    case 'reaction-added':
      return message.changes.reactions.some(({ reaction, mine }) => mine && reaction === change.reaction);
    case 'reaction-removed':
      return !message.changes.reactions.some(({ reaction, mine }) => mine && reaction === change.reaction);
    case 'poll-voted':
      return String(message.changes.poll?.mine ?? []) === String(change.options);
    case 'poll-closed':
      return message.changes.poll?.closedAt !== undefined;
    case 'pinned':
      return message.changes.pinned;
    case 'unpinned':
      return !message.changes.pinned;
    case 'edited':
    case 'deleted':
      return false;
  }
}

/** Changes that are kept for messages which are not loaded. */
const MOST_KEPT = 1_000;

/**
 * The newest changes of a conversation, so that a message which is loaded after its changes came has them, too. Rising by
 * seq and without repeats, whatever comes how often.
 */
export class ChangeLog {
  private readonly byTarget = new Map<number, ChangeEvent[]>();
  private count = 0;

  add(event: ChangeEvent): void {
    const events = this.byTarget.get(event.target) ?? [];
    if (events.some(({ seq }) => seq === event.seq)) {
      return;
    }
    // the target that changed last stands last
    this.byTarget.delete(event.target);
    this.byTarget.set(
      event.target,
      [...events, event].sort((a, b) => a.seq - b.seq),
    );
    this.count++;
    while (this.count > MOST_KEPT) {
      this.dropOldest();
    }
  }

  /** The message with all changes that came. */
  apply(message: Message, self: UserId): Message {
    const events = this.byTarget.get(message.seq ?? 0) ?? [];
    return events.reduce((before, event) => changed(before, event, self), message);
  }

  /** Whether it is known that the message at `target` was deleted. */
  hasDeletionOf(target: number): boolean {
    return this.byTarget.get(target)?.some(({ change }) => change.kind === 'deleted') ?? false;
  }

  private dropOldest(): void {
    const [oldest] = this.byTarget;
    if (oldest !== undefined) {
      this.byTarget.delete(oldest[0]);
      this.count -= oldest[1].length;
    }
  }
}

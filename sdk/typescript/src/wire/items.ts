import type { GroupEvent, Message, MessageChanges } from '../api.js';
import type { StoredItem } from '../store/store.js';
import { type ChangeEvent, toChangeEvent } from './changes.js';
import { toContent, toReplyPreview } from './content.js';
import * as wire from './generated.js';
import { toGroupChange } from './groups.js';
import { toPollResult } from './polls.js';
import { timeOrNone, toTime } from './times.js';

/**
 * A position of a conversation.
 *
 * `ordinal` is that of the last message at or below it; `item` is undefined when there is nothing to show: the event was
 * lost, is a change of a message, or is for admins alone.
 */
export interface Place {
  readonly seq: number;
  readonly ordinal: number;
  readonly item: StoredItem | undefined;
  readonly change?: ChangeEvent | undefined;
  /** Members after an event of which no more is told. */
  readonly memberCount?: number | undefined;
}

/** The ordinal of the last message below a place. */
export function ordinalBefore(place: Place): number {
  return place.item?.type === 'message' ? place.ordinal - 1 : place.ordinal;
}

/** Messages and events by seq. */
export function mergePlaces(messages: readonly wire.Message[], events: readonly wire.Event[]): Place[] {
  return [...messages.map(placeOfMessage), ...events.map(placeOfEvent)].sort((a, b) => a.seq - b.seq);
}

export function placeOfMessage(message: wire.Message): Place {
  const item = toMessage(message);
  return { seq: Number(message.seq), ordinal: Number(message.ordinal), item };
}

export function placeOfEvent(event: wire.Event): Place {
  const place = { seq: Number(event.seq), ordinal: Number(event.ordinal) };
  if (event.kind === wire.EventKind.MESSAGE_CHANGE) {
    return { ...place, item: undefined, change: toChangeEvent(event) };
  }
  // without a change: only owner and admins may know
  const isTold = event.kind !== wire.EventKind.LOST && !(event.kind === wire.EventKind.CHANGE && !event.change);
  return isTold ? { ...place, item: toEvent(event) } : { ...place, item: undefined, ...countOf(event) };
}

/** Who came or went in a channel is not told, but how many there are. */
function countOf(event: wire.Event): Pick<Place, 'memberCount'> {
  return event.kind === wire.EventKind.CHANGE ? { memberCount: event.memberCount } : {};
}

/** A message as it stands on the server; its `status` is worked out by the conversation. */
export function toMessage(message: wire.Message): Message {
  return {
    type: 'message',
    key: messageKey(message.sender, message.clientMessageId, Number(message.seq)),
    conversation: message.conversation,
    seq: Number(message.seq),
    ordinal: Number(message.ordinal),
    sender: message.sender,
    clientMessageId: message.clientMessageId,
    sentAt: toTime(message.sentAtMs),
    content: toVisible(message),
    status: 'received',
    failure: undefined,
    replyTo: message.reply === undefined ? undefined : toReplyPreview(message.reply),
    forwardedFrom:
      message.forwardedFrom === undefined
        ? undefined
        : { sender: message.forwardedFrom.sender, sentAt: toTime(message.forwardedFrom.sentAtMs) },
    changes: toChanges(message.changes),
    pendingChanges: [],
  };
}

function toVisible({ hidden, changes, kind, body }: wire.Message): Message['content'] {
  if (hidden) {
    return { kind: 'hidden' };
  }
  return changes?.deletion === undefined ? toContent(kind, body) : { kind: 'deleted' };
}

/** Of a message as it was sent. */
export const UNCHANGED: MessageChanges = {
  seq: 0,
  editCount: 0,
  editedAt: undefined,
  deletion: undefined,
  reactions: [],
  pinned: false,
};

function toChanges(changes: wire.MessageChanges | undefined): MessageChanges {
  if (changes === undefined) {
    return UNCHANGED;
  }
  const { deletion } = changes;
  return {
    seq: Number(changes.seq),
    editCount: changes.editCount,
    editedAt: timeOrNone(changes.editedAtMs),
    deletion: deletion === undefined ? undefined : { actor: deletion.actor, deletedAt: toTime(deletion.deletedAtMs) },
    reactions: changes.reactions.map(({ reaction, count, mine }) => ({ reaction, count, mine })),
    pinned: changes.pinned,
    ...(changes.poll && { poll: toPollResult(changes.poll) }),
  };
}

/** The same for a message on its way and on the server. */
export function messageKey(sender: string, clientMessageId: string, seq: number): string {
  return clientMessageId === '' ? `#${seq}` : `${sender}:${clientMessageId}`;
}

function toEvent(event: wire.Event): GroupEvent {
  return {
    type: 'event',
    key: `#${Number(event.seq)}`,
    conversation: event.conversation,
    seq: Number(event.seq),
    ordinal: Number(event.ordinal),
    actor: event.actor,
    happenedAt: toTime(event.happenedAtMs),
    change: toGroupChange(event.change?.what),
    memberCount: event.memberCount,
  };
}

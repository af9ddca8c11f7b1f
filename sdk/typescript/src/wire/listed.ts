import { fromJson, type JsonValue } from '@bufbuild/protobuf';
import type { GenMessage } from '@bufbuild/protobuf/codegenv2';
import type { Message as Shape } from '@bufbuild/protobuf';
import type {
  Message,
  MessageQuery,
  MessageReaders,
  MessageVersion,
  Page,
  PinnedMessage,
  PollVoter,
  Reactor,
} from '../api.js';
import { toContent } from './content.js';
import {
  FoundMessagesSchema,
  MentionsSchema,
  MessageKind,
  MessageVersionsSchema,
  PinnedMessagesSchema,
  PollVotersSchema,
  ReactorsSchema,
  ReadersSchema,
} from './generated.js';
import { toMessage } from './items.js';
import { toTime } from './times.js';

/** What is pinned, as REST tells it. */
export function pinsOf(answer: unknown): readonly PinnedMessage[] {
  return read(PinnedMessagesSchema, answer).pins.flatMap(({ message, pinnedBy, pinnedAtMs }) =>
    message === undefined ? [] : [{ message: toMessage(message), pinnedBy, pinnedAt: toTime(pinnedAtMs) }],
  );
}

/** A page of a search. */
export function foundOf(answer: unknown): Page<Message> {
  const { messages, nextBeforeOrdinal } = read(FoundMessagesSchema, answer);
  return { items: messages.map(toMessage), next: nextBeforeOrdinal === 0n ? undefined : String(nextBeforeOrdinal) };
}

/** A page of messages that mention the user. */
export function mentionsOf(answer: unknown): Page<Message> {
  const { messages } = read(MentionsSchema, answer);
  return { items: messages.map(toMessage), next: nextOf(answer) };
}

/** A page of who reacted. */
export function reactorsOf(answer: unknown): Page<Reactor> {
  const { reactors } = read(ReactorsSchema, answer);
  return { items: reactors.map(({ user, reaction }) => ({ user, reaction })), next: nextOf(answer) };
}

/** A page of who voted. */
export function pollVotersOf(answer: unknown): Page<PollVoter> {
  const { voters } = read(PollVotersSchema, answer);
  return { items: voters.map(({ user, options }) => ({ user, options })), next: nextOf(answer) };
}

/** Who has read a message. */
export function readersOf(answer: unknown): MessageReaders {
  const { users: readers, addressedCount, deliveredCount } = read(ReadersSchema, answer);
  return { readers, addressedCount, deliveredCount };
}

/** Every version of a message. */
export function versionsOf(answer: unknown): readonly MessageVersion[] {
  return read(MessageVersionsSchema, answer).versions.map(({ seq, sinceMs, body }) => ({
    seq: Number(seq),
    since: toTime(sinceMs),
    content: toContent(MessageKind.UNSPECIFIED, body),
  }));
}

/** A kind as REST calls it. */
export function kindName(kind: NonNullable<MessageQuery['kind']>): string {
  return `MESSAGE_KIND_${kind.toUpperCase()}`;
}

/** The cursor as it was told, whatever it is made of. */
function nextOf(answer: unknown): string | undefined {
  const { next } = answer as { readonly next?: string };
  return next === '' ? undefined : next;
}

function read<T extends Shape>(schema: GenMessage<T>, answer: unknown): T {
  return fromJson(schema, answer as JsonValue, { ignoreUnknownFields: true });
}

import { fromJson, type JsonValue } from '@bufbuild/protobuf';
import type { PinnedMessage } from '../api.js';
import { type PinnedMessages, PinnedMessagesSchema } from './generated.js';
import { toMessage } from './items.js';

/** What is pinned, as REST tells it. */
export function pinsOf(answer: unknown): readonly PinnedMessage[] {
  return toPins(fromJson(PinnedMessagesSchema, answer as JsonValue, { ignoreUnknownFields: true }));
}

function toPins({ pins }: PinnedMessages): readonly PinnedMessage[] {
  return pins.flatMap(({ message, pinnedBy, pinnedAtMs }) =>
    message === undefined ? [] : [{ message: toMessage(message), pinnedBy, pinnedAt: new Date(Number(pinnedAtMs)) }],
  );
}

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ConversationId, UserId } from './api.js';

/** Whether it is a conversation of many: a group or a channel. The kind is a part of the id. */
export function isGroupId(conversation: ConversationId): boolean {
  return conversation.startsWith('g') || isChannelId(conversation);
}

/** Whether it is a channel. */
export function isChannelId(conversation: ConversationId): boolean {
  return conversation.startsWith('c');
}

/** 16 random bytes as 32 hexadecimal digits. */
export function randomHex(): string {
  return bytesToHex(globalThis.crypto.getRandomValues(new Uint8Array(16)));
}

/** A random UUID (RFC 9562, version 4). */
export function randomUuid(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The id of the DIRECT conversation of two users; a function of the two ids, so nobody has to be asked. */
export function directConversationId(one: UserId, other: UserId): ConversationId {
  const [low, high] = one < other ? [one, other] : [other, one];
  return `d${bytesToHex(sha256(utf8ToBytes(`${low}|${high}`)).subarray(0, 16))}`;
}

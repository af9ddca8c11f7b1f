import type { Conversation, UserId, WarblerClient } from "@warbler/sdk";
import { titleOf } from "../conversation/title";

/** The conversations whose name has every word of the query, friends whom nobody has written to yet included. */
export function found(
  query: string,
  client: WarblerClient,
  conversations: readonly Conversation[],
  friends: readonly UserId[],
): readonly Conversation[] {
  const words = query.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return conversations;
  }
  const known = new Set(conversations.map((conversation) => conversation.id));
  const fresh = friends.map((friend) => client.conversations.withUser(friend)).filter(({ id }) => !known.has(id));
  return [...conversations, ...fresh].filter((conversation) => matches(titleOf(conversation.snapshot), words));
}

export function matches(name: string, words: readonly string[]): boolean {
  const searched = name.toLocaleLowerCase();
  return words.every((word) => searched.includes(word));
}

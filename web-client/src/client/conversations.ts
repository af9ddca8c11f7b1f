import type { Conversation, ConversationId, ConversationSnapshot, Timeline, UserId } from "@warbler/sdk";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useClient } from "./ClientContext";

/** What is pinned, then all others that are neither archived nor hidden, newest activity first. */
export function useConversations(): readonly Conversation[] {
  const client = useClient();
  return useSyncExternalStore(
    useCallback((changed) => client.conversations.on("change", changed), [client]),
    () => client.conversations.list,
  );
}

/** The archive, newest activity first. */
export function useArchived(): readonly Conversation[] {
  const client = useClient();
  return useSyncExternalStore(
    useCallback((changed) => client.conversations.on("change", changed), [client]),
    () => client.conversations.archived,
  );
}

/** The conversation of an id; undefined while this client does not know it. */
export function useConversation(id: ConversationId): Conversation | undefined {
  const client = useClient();
  return useSyncExternalStore(
    useCallback((changed) => client.conversations.on("change", changed), [client]),
    () => client.conversations.get(id),
  );
}

export function useSnapshot(conversation: Conversation): ConversationSnapshot {
  return useSyncExternalStore(
    useCallback((changed) => conversation.on("snapshot", changed), [conversation]),
    () => conversation.snapshot,
  );
}

export function useTimeline(conversation: Conversation): Timeline {
  return useSyncExternalStore(
    useCallback((changed) => conversation.on("timeline", changed), [conversation]),
    () => conversation.timeline,
  );
}

/** Who is typing in a conversation now. */
export function useTypingUsers(conversation: Conversation): readonly UserId[] {
  const [users, setUsers] = useState(conversation.typingUsers);
  useEffect(() => {
    setUsers(conversation.typingUsers);
    return conversation.on("typing", (change) => setUsers(change.users));
  }, [conversation]);
  return users;
}

/** How many unread messages are not of muted conversations, or mention the user. */
export function useBadgeCount(): number {
  const client = useClient();
  return useSyncExternalStore(
    useCallback((changed) => client.conversations.on("change", changed), [client]),
    () => client.conversations.badgeCount,
  );
}

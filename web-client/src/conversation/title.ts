import type { Conversation, ConversationSnapshot } from "@warbler/sdk";
import { useTranslation } from "react-i18next";
import { useSnapshot } from "../client/conversations";
import { nameOf, usePeople, useUser } from "../client/people";

/** What a conversation is called: its peer, or its title. */
export function useTitleOf(conversation: Conversation): string {
  const { t } = useTranslation();
  const { group } = useSnapshot(conversation);
  const peer = useUser(conversation.peer);
  return conversation.kind === "direct" ? nameOf(peer) : (group?.title ?? t("group.untitled"));
}

/** The same without subscribing to it, for searching. */
export function titleOf(snapshot: ConversationSnapshot): string {
  const { users } = usePeople.getState();
  if (snapshot.peer !== undefined) {
    const user = users.get(snapshot.peer);
    return user ? `${user.displayName ?? ""} ${user.name}` : "";
  }
  return snapshot.group?.title ?? "";
}

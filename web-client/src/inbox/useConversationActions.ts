import type { Conversation } from "@warbler/sdk";
import { Archive, ArchiveRestore, Bell, BellOff, EyeOff, Pin, PinOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSnapshot } from "../client/conversations";
import { errorText } from "../i18n/errors";
import type { MenuAction } from "../ui/Menu";
import { toast } from "../ui/toast";

const HOURS = 8;
const HOUR_MS = 3_600_000;

/** What the user can do with a conversation for themselves; it is so on all their devices. */
export function useConversationActions(conversation: Conversation): readonly MenuAction[] {
  const { t } = useTranslation();
  const { lastSeq, mutedUntil, section } = useSnapshot(conversation);
  if (lastSeq === 0) {
    return [];
  }
  const tell = (change: Promise<void>) => {
    change.catch((failure) => toast(errorText(t, failure)));
  };
  const isPinned = section === "pinned";
  const isArchived = section === "archived";
  return [
    {
      id: "pin",
      text: t(isPinned ? "chat.unpin" : "chat.pin"),
      icon: isPinned ? PinOff : Pin,
      act: () => tell(conversation.moveTo(isPinned ? "listed" : "pinned")),
    },
    ...(mutedUntil
      ? [{ id: "unmute", text: t("chat.unmute"), icon: Bell, act: () => tell(conversation.mute(undefined)) }]
      : [
          {
            id: "muteHours",
            text: t("chat.muteHours", { count: HOURS }),
            icon: BellOff,
            act: () => tell(conversation.mute(new Date(Date.now() + HOURS * HOUR_MS))),
          },
          { id: "mute", text: t("chat.mute"), icon: BellOff, act: () => tell(conversation.mute("for-good")) },
        ]),
    {
      id: "archive",
      text: t(isArchived ? "chat.unarchive" : "chat.archive"),
      icon: isArchived ? ArchiveRestore : Archive,
      act: () => tell(conversation.moveTo(isArchived ? "listed" : "archived")),
    },
    ...(section === "hidden"
      ? []
      : [{ id: "hide", text: t("chat.hide"), icon: EyeOff, act: () => tell(conversation.moveTo("hidden")) }]),
  ];
}

import type { Conversation } from "@warbler/sdk";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { ActionsPopover } from "../ui/Menu";
import { useConversationActions } from "./useConversationActions";

interface RowMenuProps {
  readonly conversation: Conversation;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** What can be done with a conversation, at its row. */
export function RowMenu({ conversation, anchor, onClose }: RowMenuProps) {
  const { t } = useTranslation();
  const actions = useConversationActions(conversation);
  return <ActionsPopover label={t("chat.actions")} actions={actions} anchor={anchor} onClose={onClose} />;
}

import type { Conversation } from "@warbler/sdk";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { addressOf } from "../app/place";
import { GroupDetails } from "../group/GroupDetails";
import { PersonCard } from "../people/PersonCard";
import { IconButton } from "../ui/Button";
import { PaneHeader } from "../ui/Pane";
import css from "./Details.module.css";

/** Beside a conversation, or over it: who the peer is, or what the group is. */
export default function Details({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <aside className={css.details} aria-label={t("conversation.details")}>
      <PaneHeader title={t("conversation.details")}>
        <IconButton
          icon={X}
          label={t("common.close")}
          onPress={() => navigate(addressOf.conversation(conversation.id))}
        />
      </PaneHeader>
      <div className={css.content}>
        {conversation.peer !== undefined ? (
          <PersonCard id={conversation.peer} isBesideConversation />
        ) : (
          <GroupDetails conversation={conversation} />
        )}
      </div>
    </aside>
  );
}

import type { Message } from "@warbler/sdk";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { addressOf } from "../app/place";
import { useClient } from "../client/ClientContext";
import { usePages } from "../client/usePages";
import { goTo } from "../conversation/acting";
import { MessageList } from "../conversation/MessageList";

/** Messages of all conversations that mention the user. */
export default function MentionsList() {
  const { t } = useTranslation();
  const client = useClient();
  const [, navigate] = useLocation();
  const read = useCallback(
    (cursor?: string) => client.conversations.mentions(cursor === undefined ? {} : { cursor }),
    [client],
  );
  return (
    <MessageList
      label={t("inbox.mentions")}
      pages={usePages<Message>(read)}
      empty={t("inbox.noMentions")}
      isMixed
      onChoose={(message) => {
        goTo(message);
        navigate(addressOf.conversation(message.conversation));
      }}
    />
  );
}

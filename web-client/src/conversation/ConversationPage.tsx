import type { Conversation } from "@warbler/sdk";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useClient, useConnection } from "../client/ClientContext";
import { useConversation } from "../client/conversations";
import { useRelations } from "../client/relations";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ChosenBar } from "./ChosenBar";
import { Composer } from "./Composer";
import { ConversationHeader } from "./ConversationHeader";
import css from "./ConversationPage.module.css";
import { useChoosing } from "./choosing";
import { TimelineView } from "./TimelineView";

const Details = lazy(() => import("./Details"));
const MessageDialogs = lazy(() => import("./MessageDialogs"));

interface ConversationPageProps {
  readonly id: string;
  readonly details: boolean;
}

/** One conversation: its head, its messages, the place to write, and on demand its details. */
export function ConversationPage({ id, details }: ConversationPageProps) {
  const known = useConversation(id);
  const begun = useConversationWithFriend(id, known !== undefined);
  const conversation = known ?? begun;
  const isChoosing = useChoosing((choosing) => choosing.conversation === id);
  if (!conversation) {
    return <Unknown />;
  }
  return (
    <div className={css.page} data-details={details || undefined}>
      <div className={css.conversation}>
        <ConversationHeader conversation={conversation} details={details} />
        <TimelineView conversation={conversation} />
        {/* what is being written stays */}
        <div className={css.writing} hidden={isChoosing}>
          <Composer conversation={conversation} />
        </div>
        {isChoosing && <ChosenBar conversation={conversation} />}
        <Suspense>
          <MessageDialogs conversation={conversation} />
        </Suspense>
      </div>
      {details && (
        <Suspense>
          <Details conversation={conversation} />
        </Suspense>
      )}
    </div>
  );
}

/** The conversation of an id with a friend whom nobody has written to yet. */
function useConversationWithFriend(id: string, isKnown: boolean): Conversation | undefined {
  const client = useClient();
  const friends = useRelations((relations) => relations.friends);
  if (isKnown) {
    return undefined;
  }
  return friends.map((friend) => client.conversations.withUser(friend)).find((conversation) => conversation.id === id);
}

function Unknown() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const connection = useConnection();
  const status = useRelations((relations) => relations.status);
  if (connection.status !== "online" || status === "loading") {
    return null;
  }
  return (
    <EmptyState title={t("conversation.unknownTitle")} text={t("conversation.unknownText")} art="nothing">
      <Button onPress={() => navigate("/")}>{t("nav.chats")}</Button>
    </EmptyState>
  );
}

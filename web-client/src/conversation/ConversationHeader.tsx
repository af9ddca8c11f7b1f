import type { Conversation } from "@warbler/sdk";
import { Info, Search, Vote } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-aria-components/Link";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { addressOf } from "../app/place";
import { useSnapshot, useTypingUsers } from "../client/conversations";
import { useJoinRequests, useJoinRequestsKept } from "../client/joinRequests";
import { useNames } from "../client/people";
import { usePresence } from "../client/presence";
import { useFormats } from "../i18n/formats";
import { useConversationActions } from "../inbox/useConversationActions";
import { Avatar } from "../people/Avatar";
import { PresenceLine } from "../people/PresenceLine";
import { IconButton } from "../ui/Button";
import { Menu } from "../ui/Menu";
import { BackButton } from "../ui/Pane";
import css from "./ConversationHeader.module.css";
import { useTitleOf } from "./title";
import { useMayWrite } from "./useMessageActions";

const SearchDialog = lazy(() => import("./SearchDialog"));
const PollDialog = lazy(() => import("./PollDialog"));

interface ConversationHeaderProps {
  readonly conversation: Conversation;
  readonly details: boolean;
}

/** With whom, whether they are there, whether they type. */
export function ConversationHeader({ conversation, details }: ConversationHeaderProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const title = useTitleOf(conversation);
  const [dialog, setDialog] = useState<"search" | "poll">();
  const mayWrite = useMayWrite(conversation);
  const actions = useConversationActions(conversation);
  useJoinRequestsKept(conversation);
  const waiting = useJoinRequests(conversation).length;
  const { id } = conversation;
  const toggled = details ? addressOf.conversation(id) : addressOf.details(id);
  return (
    <header className={css.header}>
      <BackButton to="/" />
      <Link href={addressOf.details(id)} className={css.about ?? ""}>
        <Avatar id={conversation.peer ?? id} name={title} isGroup={conversation.kind === "group"} size="s" />
        <span className={css.words}>
          <h1 className={css.title}>
            <bdi>{title}</bdi>
          </h1>
          <span className={css.state}>
            <State conversation={conversation} />
          </span>
        </span>
      </Link>
      <Menu
        label={t("chat.actions")}
        actions={[
          { id: "search", text: t("search.title"), icon: Search, act: () => setDialog("search") },
          ...(mayWrite ? [{ id: "poll", text: t("poll.new"), icon: Vote, act: () => setDialog("poll") }] : []),
          ...actions,
        ]}
      />
      <span className={css.details}>
        <IconButton
          icon={Info}
          label={waiting > 0 ? t("conversation.detailsWaiting", { count: waiting }) : t("conversation.details")}
          onPress={() => navigate(toggled)}
        />
        {waiting > 0 && (
          <span className={css.waiting} aria-hidden>
            {waiting}
          </span>
        )}
      </span>
      <Suspense>
        {dialog === "search" && <SearchDialog conversation={conversation} onClose={() => setDialog(undefined)} />}
        {dialog === "poll" && <PollDialog conversation={conversation} onClose={() => setDialog(undefined)} />}
      </Suspense>
    </header>
  );
}

function State({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const typing = useTypingUsers(conversation);
  const names = useNames(conversation.kind === "group" ? typing.slice(0, 3) : []);
  const presence = usePresence(conversation.peer);
  const { group } = useSnapshot(conversation);
  if (typing.length > 0) {
    const text =
      conversation.kind === "direct"
        ? t("conversation.typing")
        : t("conversation.typingNames", { names: formats.list(names), count: typing.length });
    return <span className={css.typing}>{text}</span>;
  }
  if (conversation.kind === "direct") {
    return <PresenceLine presence={presence} />;
  }
  if (group?.dissolved) {
    return <>{t("group.isDissolved")}</>;
  }
  const members = group && t("group.memberCount", { count: group.memberCount });
  return members && conversation.isChannel ? t("group.channelOf", { members }) : members;
}

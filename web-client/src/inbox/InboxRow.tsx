import type { Conversation, Message } from "@warbler/sdk";
import { AtSign, BellOff, Pin } from "lucide-react";
import { type MouseEvent, useRef, useState } from "react";
import { ListBoxItem } from "react-aria-components/ListBox";
import { useTranslation } from "react-i18next";
import { useMe } from "../client/ClientContext";
import { useSnapshot, useTypingUsers } from "../client/conversations";
import { useDrafts } from "../client/drafts";
import { usePresence } from "../client/presence";
import { contentText } from "../conversation/contentText";
import { Ticks } from "../conversation/Ticks";
import { useTitleOf } from "../conversation/title";
import { useFormats } from "../i18n/formats";
import { Avatar } from "../people/Avatar";
import { Name } from "../people/Name";
import css from "./InboxRow.module.css";
import { RowMenu } from "./RowMenu";

const PREVIEW_LENGTH = 200;

interface InboxRowProps {
  readonly id: string;
  readonly conversation: Conversation;
  /** It is the one that is open. */
  readonly isCurrent: boolean;
}

/** One conversation in the inbox. */
export function InboxRow({ id, conversation, isCurrent }: InboxRowProps) {
  const title = useTitleOf(conversation);
  return (
    <ListBoxItem id={id} textValue={title} className={css.row ?? ""} data-current={isCurrent || undefined}>
      <RowContent conversation={conversation} title={title} />
    </ListBoxItem>
  );
}

function RowContent({ conversation, title }: { readonly conversation: Conversation; readonly title: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const presence = usePresence(conversation.peer);
  const snapshot = useSnapshot(conversation);
  const { lastActivityAt, unreadCount, unreadMentionCount, mutedUntil, pinnedAt } = snapshot;
  const anchor = useRef<HTMLDivElement>(null);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const openMenu = (event: MouseEvent) => {
    event.preventDefault();
    setMenuOpen(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the head of the conversation has the same menu for the keyboard
    <div ref={anchor} className={css.content} onContextMenu={openMenu}>
      <Avatar
        id={conversation.peer ?? conversation.id}
        name={title}
        isGroup={conversation.kind === "group"}
        isOnline={presence?.state === "online"}
      />
      <div className={css.body}>
        <div className={css.line}>
          <span className={css.title}>
            <bdi>{title}</bdi>
            {presence?.state === "online" && <span className="visually-hidden">, {t("presence.online")}</span>}
          </span>
          {mutedUntil && <BellOff size={14} className={css.mark} role="img" aria-label={t("chat.muted")} />}
          {pinnedAt && <Pin size={14} className={css.mark} role="img" aria-label={t("chat.pinned")} />}
          {lastActivityAt && (
            <time className={css.time} dateTime={lastActivityAt.toISOString()}>
              {formats.short(lastActivityAt)}
            </time>
          )}
        </div>
        <div className={css.line}>
          <span className={css.preview}>
            <Preview conversation={conversation} />
          </span>
          {unreadMentionCount > 0 && (
            <span className={css.unread}>
              <AtSign size={13} strokeWidth={2.5} aria-label={t("inbox.mentioned")} role="img" />
            </span>
          )}
          {unreadCount > 0 && (
            <span className={css.unread} data-muted={mutedUntil !== undefined || undefined}>
              <span aria-hidden>{unreadCount > 999 ? "999+" : formats.number(unreadCount)}</span>
              <span className="visually-hidden">{t("inbox.unread", { count: unreadCount })}</span>
            </span>
          )}
        </div>
      </div>
      {isMenuOpen && <RowMenu conversation={conversation} anchor={anchor} onClose={() => setMenuOpen(false)} />}
    </div>
  );
}

function Preview({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const me = useMe();
  const typing = useTypingUsers(conversation);
  const draft = useDrafts((drafts) => drafts.texts[conversation.id]);
  const { lastMessage, group } = useSnapshot(conversation);
  const [typist] = typing;
  if (typist) {
    return (
      <span className={css.typing}>
        {conversation.kind === "group" && (
          <>
            <Name id={typist} />{" "}
          </>
        )}
        {t("inbox.typing")}
      </span>
    );
  }
  if (draft) {
    return (
      <>
        <span className={css.draft}>{t("inbox.draft")}</span> <bdi>{draft.slice(0, PREVIEW_LENGTH)}</bdi>
      </>
    );
  }
  if (!lastMessage) {
    return <>{group ? t("group.memberCount", { count: group.memberCount }) : t("inbox.nothingYet")}</>;
  }
  const isOwn = lastMessage.sender === me;
  return (
    <>
      {isOwn && <Ticks status={lastMessage.status} />}
      {!isOwn && conversation.kind === "group" && (
        <span>
          <Name id={lastMessage.sender} />
          {": "}
        </span>
      )}
      <bdi>
        <PreviewText message={lastMessage} />
      </bdi>
    </>
  );
}

function PreviewText({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  return <>{contentText(t, message.content).slice(0, PREVIEW_LENGTH)}</>;
}

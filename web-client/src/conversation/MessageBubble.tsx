import type { Conversation, Message, UserId } from "@warbler/sdk";
import { Clock3, Pin, RotateCw, Trash2 } from "lucide-react";
import { type FocusEvent, type MouseEvent, memo, type PointerEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { nameOf, useUser } from "../client/people";
import { codeText } from "../i18n/errors";
import { useFormats } from "../i18n/formats";
import { Avatar } from "../people/Avatar";
import { hueOf } from "../people/initials";
import { Button } from "../ui/Button";
import { toast } from "../ui/toast";
import { openFor, useActing } from "./acting";
import { isChoosable, toggleChosen, useChoosing } from "./choosing";
import { MessageBody } from "./MessageBody";
import css from "./MessageBubble.module.css";
import { MessageChoice } from "./MessageChoice";
import { MessageMenu, MessageTools } from "./MessageTools";
import { ReactionPicker, Reactions } from "./Reactions";
import { ReplyQuote } from "./ReplyQuote";
import type { MessageRow } from "./rows";
import { Ticks } from "./Ticks";
import { useLongPress } from "./useLongPress";

interface MessageBubbleProps {
  readonly row: MessageRow;
  readonly conversation: Conversation;
  readonly onJump: (seq: number) => void;
}

/** One message. */
export const MessageBubble = memo(function MessageBubble({ row, conversation, onJump }: MessageBubbleProps) {
  const { message, isOwn, beginsRun, endsRun } = row;
  const isInGroup = conversation.kind === "group";
  const { t } = useTranslation();
  const sender = nameOf(useUser(message.sender));
  const anchor = useRef<HTMLDivElement>(null);
  const bubbleId = useId();
  const isJumpedTo = useActing(({ jumpedTo }) => jumpedTo !== undefined && jumpedTo === message.seq);
  const tools = useTools(message);
  const isChoosing = useChoosing((choosing) => choosing.conversation === conversation.id);
  const { replyTo, forwardedFrom, changes } = message;
  return (
    <article
      className={css.line}
      data-own={isOwn || undefined}
      data-begins={beginsRun || undefined}
      data-jumped={isJumpedTo || undefined}
      data-message={message.key}
      data-choosing={isChoosing || undefined}
      tabIndex={-1}
      {...tools.events}
      {...(isChoosing && isChoosable(message) && chosenByClick(message))}
    >
      {isChoosing && <MessageChoice message={message} shownBy={bubbleId} />}
      {isInGroup && !isOwn && (
        <span className={css.face}>{endsRun && <Avatar id={message.sender} name={sender} size="s" />}</span>
      )}
      <div className={css.column}>
        <div
          ref={anchor}
          id={bubbleId}
          className={css.bubble}
          data-begins={beginsRun || undefined}
          data-ends={endsRun || undefined}
          data-bubble
        >
          {isInGroup && !isOwn && beginsRun ? (
            <bdi className={css.sender} style={{ "--hue": hueOf(message.sender) } as React.CSSProperties}>
              {sender}
            </bdi>
          ) : (
            <span className="visually-hidden">{isOwn ? t("message.you") : sender}: </span>
          )}
          {forwardedFrom && <Origin sender={forwardedFrom.sender} />}
          {replyTo && <ReplyQuote conversation={conversation} preview={replyTo} onJump={onJump} />}
          <MessageBody message={message} conversation={conversation} />
          <Meta row={row} />
        </div>
        {changes.reactions.length > 0 && <Reactions conversation={conversation} message={message} />}
        {message.status === "failed" && <Failure row={row} conversation={conversation} />}
        {tools.isShown && !isChoosing && <MessageTools conversation={conversation} message={message} />}
        {tools.open === "menu" && <MessageMenu conversation={conversation} message={message} anchor={anchor} />}
        {tools.open === "reactions" && <ReactionPicker conversation={conversation} message={message} anchor={anchor} />}
      </div>
    </article>
  );
}, isSame);

/** Rows are made anew with every change of the timeline; most of them say the same as before. */
function isSame(before: MessageBubbleProps, after: MessageBubbleProps): boolean {
  return (
    before.conversation === after.conversation &&
    before.onJump === after.onJump &&
    before.row.message === after.row.message &&
    before.row.beginsRun === after.row.beginsRun &&
    before.row.endsRun === after.row.endsRun
  );
}

/** While messages are being chosen, one is by a click wherever nothing else can be pressed. */
function chosenByClick(message: Message) {
  return {
    onClick: (event: MouseEvent) => {
      if ((event.target as Element).closest("a, button, label") === null) {
        toggleChosen(message);
      }
    },
  };
}

function Origin({ sender }: { readonly sender: UserId }) {
  const { t } = useTranslation();
  const name = nameOf(useUser(sender));
  return <bdi className={css.origin}>{t("message.forwardedFrom", { name })}</bdi>;
}

/** When it was sent, and what became of it. */
function Meta({ row: { message, isOwn } }: { readonly row: MessageRow }) {
  const formats = useFormats();
  const { t } = useTranslation();
  const { pinned, editCount, editedAt } = message.changes;
  return (
    <span className={css.meta}>
      {pinned && <Pin size={12} role="img" aria-label={t("message.pinned")} />}
      {editCount > 0 && (
        <span title={editedAt && t("message.editedAt", { time: formats.full(editedAt) })}>{t("message.edited")}</span>
      )}
      <time dateTime={message.sentAt.toISOString()} title={formats.full(message.sentAt)}>
        {formats.time(message.sentAt)}
      </time>
      {message.pendingChanges.length > 0 && <Clock3 size={13} role="img" aria-label={t("message.changing")} />}
      {isOwn && <Ticks status={message.status} />}
    </span>
  );
}

/** What can be done with a message shows while one points at it or it has the focus; a resting finger opens the menu. */
function useTools(message: Message) {
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const open = useActing((acting) => (acting.open?.message.key === message.key ? acting.open.what : undefined));
  const canAct = message.seq !== undefined && message.content.kind !== "deleted" && message.content.kind !== "lost";
  const openMenu = () => canAct && openFor(message, "menu");
  const press = useLongPress(openMenu);
  const events = {
    ...press,
    onPointerEnter: (event: PointerEvent) => setPointedAt(event.pointerType === "mouse"),
    onPointerLeave: () => setPointedAt(false),
    onFocus: (event: FocusEvent) => setFocus(event.target.matches(":focus-visible")),
    onBlur: (event: FocusEvent) => setFocus(event.currentTarget.contains(event.relatedTarget)),
    onContextMenu: (event: MouseEvent) => {
      // a marked text or an address has a menu of the browser's own
      const isBrowsers = getSelection()?.isCollapsed === false || (event.target as Element).closest("a") !== null;
      const isInBubble = (event.target as Element).closest("[data-bubble]") !== null;
      if (canAct && isInBubble && !isBrowsers) {
        event.preventDefault();
        openMenu();
      }
    },
  };
  return { events, open, isShown: canAct && (isPointedAt || hasFocus) };
}

function Failure({ row, conversation }: Pick<MessageBubbleProps, "row" | "conversation">) {
  const { t } = useTranslation();
  const { clientMessageId, failure } = row.message;
  const retry = () => {
    conversation.retry(clientMessageId).catch(() => toast(t("message.failed")));
  };
  return (
    <div className={css.failure}>
      <span>{failure ? codeText(t, failure.code) : t("message.failed")}</span>
      <Button look="quiet" icon={RotateCw} onPress={retry}>
        {t("message.retry")}
      </Button>
      <Button look="quiet" icon={Trash2} onPress={() => conversation.discard(clientMessageId)}>
        {t("message.discard")}
      </Button>
    </div>
  );
}

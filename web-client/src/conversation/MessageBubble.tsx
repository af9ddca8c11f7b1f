import type { Conversation } from "@warbler/sdk";
import { RotateCw, Trash2 } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { nameOf, useUser } from "../client/people";
import { codeText } from "../i18n/errors";
import { useFormats } from "../i18n/formats";
import { Avatar } from "../people/Avatar";
import { hueOf } from "../people/initials";
import { Button } from "../ui/Button";
import { toast } from "../ui/toast";
import css from "./MessageBubble.module.css";
import { MessageText } from "./MessageText";
import type { MessageRow } from "./rows";
import { Ticks } from "./Ticks";

interface MessageBubbleProps {
  readonly row: MessageRow;
  readonly conversation: Conversation;
}

/** One message. */
export const MessageBubble = memo(function MessageBubble({ row, conversation }: MessageBubbleProps) {
  const { message, isOwn, beginsRun, endsRun } = row;
  const isInGroup = conversation.kind === "group";
  const formats = useFormats();
  const { t } = useTranslation();
  const sender = nameOf(useUser(message.sender));
  return (
    <div className={css.line} data-own={isOwn || undefined} data-begins={beginsRun || undefined}>
      {isInGroup && !isOwn && (
        <span className={css.face}>{endsRun && <Avatar id={message.sender} name={sender} size="s" />}</span>
      )}
      <div className={css.column}>
        <div className={css.bubble} data-begins={beginsRun || undefined} data-ends={endsRun || undefined}>
          {isInGroup && !isOwn && beginsRun ? (
            <bdi className={css.sender} style={{ "--hue": hueOf(message.sender) } as React.CSSProperties}>
              {sender}
            </bdi>
          ) : (
            <span className="visually-hidden">{isOwn ? t("message.you") : sender}: </span>
          )}
          <Content row={row} />
          <span className={css.meta}>
            <time dateTime={message.sentAt.toISOString()} title={formats.full(message.sentAt)}>
              {formats.time(message.sentAt)}
            </time>
            {isOwn && <Ticks status={message.status} />}
          </span>
        </div>
        {message.status === "failed" && <Failure row={row} conversation={conversation} />}
      </div>
    </div>
  );
}, isSame);

/** Rows are made anew with every change of the timeline; most of them say the same as before. */
function isSame(before: MessageBubbleProps, after: MessageBubbleProps): boolean {
  return (
    before.conversation === after.conversation &&
    before.row.message === after.row.message &&
    before.row.beginsRun === after.row.beginsRun &&
    before.row.endsRun === after.row.endsRun
  );
}

function Content({ row }: { readonly row: MessageRow }) {
  const { t } = useTranslation();
  const { content } = row.message;
  switch (content.kind) {
    case "text":
      return <MessageText text={content.text} />;
    case "lost":
      return <em className={css.placeholder}>{t("message.lost")}</em>;
    case "unsupported":
      return <em className={css.placeholder}>{t("message.unsupported")}</em>;
  }
}

function Failure({ row, conversation }: MessageBubbleProps) {
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

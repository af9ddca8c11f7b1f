import type { Conversation, MessageVersion } from "@warbler/sdk";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../client/useReading";
import { useFormats } from "../i18n/formats";
import { Dialog, DialogBody } from "../ui/Dialog";
import { contentText } from "./contentText";
import { ReadingEnd } from "./MessageList";
import css from "./MessageList.module.css";
import { MessageText } from "./MessageText";

interface VersionsDialogProps {
  readonly conversation: Conversation;
  readonly seq: number;
  readonly onClose: () => void;
}

/** What a message said before it was edited, newest first; nothing once it is deleted. */
export function VersionsDialog({ conversation, seq, onClose }: VersionsDialogProps) {
  const { t } = useTranslation();
  const read = useCallback(() => conversation.versions(seq), [conversation, seq]);
  const reading = useReading(read);
  const { again } = reading;
  const [isDeleted, setDeleted] = useState(false);
  useEffect(
    () =>
      conversation.on("messageChanged", (message) => {
        if (message.seq === seq) {
          setDeleted(message.content.kind === "deleted");
          again();
        }
      }),
    [conversation, seq, again],
  );
  const versions = isDeleted ? [] : (reading.value?.toReversed() ?? []);
  return (
    <Dialog title={t("versions.title")} isOpen onClose={onClose}>
      <DialogBody>
        {versions.length > 0 && (
          <ol className={css.versions}>
            {versions.map((version, index) => (
              <Version key={version.seq} version={version} isNow={index === 0} />
            ))}
          </ol>
        )}
        {(isDeleted || reading.value?.length === 0) && <p className={css.nothing}>{t("message.deleted")}</p>}
        {!isDeleted && <ReadingEnd reading={reading} />}
      </DialogBody>
    </Dialog>
  );
}

function Version({
  version: { content, since },
  isNow,
}: {
  readonly version: MessageVersion;
  readonly isNow: boolean;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li className={css.version}>
      <span className={css.time}>
        <time dateTime={since.toISOString()} title={formats.full(since)}>
          {formats.moment(since)}
        </time>
        {isNow && ` · ${t("versions.now")}`}
      </span>
      {content.kind === "text" ? (
        <bdi>
          <MessageText text={content.text} spans={content.spans} />
        </bdi>
      ) : (
        contentText(t, content)
      )}
    </li>
  );
}

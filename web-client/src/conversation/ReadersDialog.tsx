import type { Conversation, UserId } from "@warbler/sdk";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { nameOf, useUser } from "../client/people";
import { useReading } from "../client/useReading";
import { Avatar } from "../people/Avatar";
import { Dialog, DialogBody } from "../ui/Dialog";
import { ReadingEnd } from "./MessageList";
import css from "./MessageList.module.css";

interface ReadersDialogProps {
  readonly conversation: Conversation;
  readonly seq: number;
  readonly onClose: () => void;
}

/** Who has read a message of the user, as it stands now and goes on. */
export function ReadersDialog({ conversation, seq, onClose }: ReadersDialogProps) {
  const { t } = useTranslation();
  const read = useCallback(() => conversation.readers(seq), [conversation, seq]);
  const reading = useReading(read);
  const { value, again } = reading;
  useEffect(
    () => conversation.on("readReceipt", (receipt) => receipt.seq >= seq && again()),
    [conversation, seq, again],
  );
  const readers = value?.readers ?? [];
  return (
    <Dialog title={t("readers.title")} isOpen onClose={onClose}>
      <DialogBody>
        {value && (
          <p className={css.counts} role="status">
            {t("readers.read", { count: readers.length, of: value.addressedCount })}
            {value.deliveredCount > readers.length && <> · {t("readers.delivered", { count: value.deliveredCount })}</>}
          </p>
        )}
        {readers.length > 0 && (
          <ul className={css.people}>
            {readers.map((user) => (
              <Reader key={user} user={user} />
            ))}
          </ul>
        )}
        <ReadingEnd reading={reading} />
      </DialogBody>
    </Dialog>
  );
}

function Reader({ user }: { readonly user: UserId }) {
  const name = nameOf(useUser(user));
  return (
    <li className={css.person}>
      <Avatar id={user} name={name} size="s" />
      <bdi className={css.name}>{name}</bdi>
    </li>
  );
}

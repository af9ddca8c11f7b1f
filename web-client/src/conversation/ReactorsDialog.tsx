import type { Conversation, Reactor } from "@warbler/sdk";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { nameOf, useUser } from "../client/people";
import { usePages } from "../client/usePages";
import { Avatar } from "../people/Avatar";
import { Dialog, DialogBody } from "../ui/Dialog";
import { PagesEnd } from "./MessageList";
import css from "./MessageList.module.css";

interface ReactorsDialogProps {
  readonly conversation: Conversation;
  readonly seq: number;
  readonly onClose: () => void;
}

/** Who reacted to a message, and how. */
export function ReactorsDialog({ conversation, seq, onClose }: ReactorsDialogProps) {
  const { t } = useTranslation();
  const read = useCallback((cursor?: string) => conversation.reactors(seq, pageAt(cursor)), [conversation, seq]);
  const pages = usePages<Reactor>(read);
  return (
    <Dialog title={t("reaction.who")} isOpen onClose={onClose}>
      <DialogBody>
        <ul className={css.people}>
          {pages.items.map(({ user, reaction }) => (
            <Person key={`${user} ${reaction}`} user={user} reaction={reaction} />
          ))}
        </ul>
        <PagesEnd pages={pages} empty={t("reaction.nobody")} />
      </DialogBody>
    </Dialog>
  );
}

function Person({ user, reaction }: Reactor) {
  const name = nameOf(useUser(user));
  return (
    <li className={css.person}>
      <Avatar id={user} name={name} size="s" />
      <bdi className={css.name}>{name}</bdi>
      <bdi className={css.reaction}>{reaction}</bdi>
    </li>
  );
}

function pageAt(cursor: string | undefined) {
  return cursor === undefined ? {} : { cursor };
}

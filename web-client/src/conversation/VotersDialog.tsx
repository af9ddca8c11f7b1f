import type { Conversation, Message, PollVoter } from "@warbler/sdk";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { nameOf, useUser } from "../client/people";
import { usePages } from "../client/usePages";
import { useFormats } from "../i18n/formats";
import { Avatar } from "../people/Avatar";
import { Dialog, DialogBody } from "../ui/Dialog";
import { PagesEnd } from "./MessageList";
import css from "./MessageList.module.css";

interface VotersDialogProps {
  readonly conversation: Conversation;
  readonly message: Message;
  readonly onClose: () => void;
}

/** Who voted in a poll, and for what. */
export function VotersDialog({ conversation, message, onClose }: VotersDialogProps) {
  const { t } = useTranslation();
  const { seq = 0, content } = message;
  const read = useCallback(
    (cursor?: string) => conversation.pollVoters(seq, cursor === undefined ? {} : { cursor }),
    [conversation, seq],
  );
  const pages = usePages<PollVoter>(read);
  const answers = content.kind === "poll" ? content.options : [];
  return (
    <Dialog title={t("poll.who")} isOpen onClose={onClose}>
      <DialogBody>
        <ul className={css.people}>
          {pages.items.map(({ user, options }) => (
            <Voter key={user} user={user} answers={options.map((option) => answers[option] ?? "")} />
          ))}
        </ul>
        <PagesEnd pages={pages} empty={t("poll.nobody")} />
      </DialogBody>
    </Dialog>
  );
}

function Voter({ user, answers }: { readonly user: string; readonly answers: readonly string[] }) {
  const formats = useFormats();
  const name = nameOf(useUser(user));
  return (
    <li className={css.person}>
      <Avatar id={user} name={name} size="s" />
      <bdi className={css.name}>{name}</bdi>
      <bdi className={css.reaction}>{formats.list(answers)}</bdi>
    </li>
  );
}

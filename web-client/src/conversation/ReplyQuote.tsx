import type { Conversation, ReplyPreview } from "@warbler/sdk";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { nameOf, useUser } from "../client/people";
import { kindText, openWords } from "./contentText";
import css from "./ReplyQuote.module.css";

const SHOWN_LENGTH = 160;

interface ReplyQuoteProps {
  readonly conversation: Conversation;
  readonly preview: ReplyPreview;
  readonly onJump: (seq: number) => void;
}

/** The message that another one answers; leads to it. */
export function ReplyQuote({ conversation, preview, onJump }: ReplyQuoteProps) {
  const { t } = useTranslation();
  // what is loaded is newer than what was quoted
  const loaded = conversation.timeline.items.find((item) => item.type === "message" && item.seq === preview.seq);
  const known =
    loaded?.type === "message"
      ? { sender: loaded.sender, kind: loaded.content.kind, text: openWords(loaded.content) }
      : preview;
  const user = useUser(known.sender === "" ? undefined : known.sender);
  if (known.sender === "") {
    // it is not there, or not for this user: nothing to go to
    return (
      <div className={css.quote}>
        <QuoteWords name="…" text="…" />
      </div>
    );
  }
  const name = nameOf(user);
  const text = kindText(t, known.kind, known.text).slice(0, SHOWN_LENGTH);
  return (
    <Button className={css.quote ?? ""} onPress={() => onJump(preview.seq)}>
      <span className="visually-hidden">{t("message.answers")} </span>
      <QuoteWords name={name} text={text} />
    </Button>
  );
}

/** Who said what, in two lines. */
export function QuoteWords({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <span className={css.words}>
      <bdi className={css.name}>{name}</bdi>
      <bdi className={css.text}>{text}</bdi>
    </span>
  );
}

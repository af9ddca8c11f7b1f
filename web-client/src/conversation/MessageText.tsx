import type { Span } from "@warbler/sdk";
import { Fragment, type ReactNode, useMemo, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { useMe } from "../client/ClientContext";
import css from "./MessageText.module.css";
import { covered, type Piece, piecesOf } from "./spans";

/** Longer texts show their beginning first: one message must not fill minutes of scrolling. */
const SHOWN_LENGTH = 3_000;
const SHOWN_LINES = 40;

interface MessageTextProps {
  readonly text: string;
  readonly spans?: readonly Span[];
}

const NO_SPANS: readonly Span[] = [];

/** A text as its writer typed and styled it. It is never taken for markup. */
export function MessageText({ text, spans = NO_SPANS }: MessageTextProps) {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const beginning = useMemo(() => beginningOf(text), [text]);
  const isLong = beginning.length < text.length;
  const pieces = useMemo(() => piecesOf(isWhole ? text : beginning, spans), [text, beginning, isWhole, spans]);
  return (
    <>
      <span className={css.text} data-text>
        {pieces.map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change places
          <PieceView key={index} piece={piece} />
        ))}
        {isLong && !isWhole && "…"}
      </span>
      {isLong && (
        <Button className={css.more ?? ""} onPress={() => setWhole(!isWhole)}>
          {isWhole ? t("message.showLess") : t("message.showMore")}
        </Button>
      )}
    </>
  );
}

function PieceView({ piece }: { readonly piece: Piece }) {
  const { t } = useTranslation();
  const me = useMe();
  const [isRevealed, setRevealed] = useState(false);
  const { text, styles, href, hiddenHost, mention } = piece;
  if (styles.includes("spoiler") && !isRevealed) {
    return (
      <Button className={css.spoiler ?? ""} aria-label={t("message.reveal")} onPress={() => setRevealed(true)}>
        <span aria-hidden>{covered(text)}</span>
      </Button>
    );
  }
  let shown: ReactNode = text;
  if (styles.includes("code") || styles.includes("pre")) {
    shown = <code className={styles.includes("pre") ? css.pre : css.code}>{shown}</code>;
  }
  if (styles.includes("bold")) {
    shown = <strong>{shown}</strong>;
  }
  if (styles.includes("italic")) {
    shown = <em>{shown}</em>;
  }
  if (styles.includes("strikethrough")) {
    shown = <s>{shown}</s>;
  }
  if (mention !== undefined) {
    const isMe = mention === "all" || mention === me;
    shown = (
      <bdi className={css.mention} data-me={isMe || undefined}>
        {shown}
      </bdi>
    );
  }
  if (href === undefined) {
    return <Fragment>{shown}</Fragment>;
  }
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className={css.link}>
      {shown}
      {hiddenHost && (
        <span data-host className={css.host}>
          {` (${hiddenHost})`}
        </span>
      )}
    </a>
  );
}

function beginningOf(text: string): string {
  let end = Math.min(text.length, SHOWN_LENGTH);
  let line = -1;
  for (let count = 0; count < SHOWN_LINES; count++) {
    line = text.indexOf("\n", line + 1);
    if (line < 0 || line >= end) {
      return text.length <= SHOWN_LENGTH ? text : text.slice(0, end);
    }
  }
  end = line;
  return text.slice(0, end);
}

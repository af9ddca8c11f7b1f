import type { Span, UserId } from "@warbler/sdk";
import { hrefOf, stretchesOf } from "./links";

/** A part of a text that looks and acts the same from its first to its last character. */
export interface Piece {
  readonly text: string;
  readonly styles: readonly PieceStyle[];
  readonly href: string | undefined;
  /** The host of an address that the words do not tell. */
  readonly hiddenHost: string | undefined;
  readonly mention: UserId | "all" | undefined;
}

export type PieceStyle = "bold" | "italic" | "code" | "pre" | "spoiler" | "strikethrough";

const STYLES: readonly string[] = ["bold", "italic", "code", "pre", "spoiler", "strikethrough"];

/** Divides a text at its spans, and what has no link of its own at the addresses in it. */
export function piecesOf(text: string, spans: readonly Span[]): readonly Piece[] {
  const inside = spans.filter(({ offset, length }) => offset >= 0 && length > 0 && offset < text.length);
  const borders = new Set([0, text.length]);
  for (const { offset, length } of inside) {
    borders.add(offset).add(Math.min(offset + length, text.length));
  }
  const cuts = [...borders].sort((one, other) => one - other);
  return cuts.slice(0, -1).flatMap((from, index) => {
    const to = cuts[index + 1] ?? text.length;
    const over = inside.filter(({ offset, length }) => offset <= from && offset + length >= to);
    return pieces(text.slice(from, to), over);
  });
}

/** As it stands where nobody has pressed to see it. */
export function covered(text: string): string {
  return text.replace(/\S/gu, "█");
}

/** A text in which what is hidden until pressed stays hidden. */
export function withoutHidden(text: string, spans: readonly Span[]): string {
  if (!spans.some(({ style }) => style === "spoiler")) {
    return text;
  }
  return piecesOf(text, spans)
    .map((piece) => (piece.styles.includes("spoiler") ? covered(piece.text) : piece.text))
    .join("");
}

function pieces(text: string, over: readonly Span[]): readonly Piece[] {
  const styles = [...new Set(over.map(({ style }) => style))].filter((style): style is PieceStyle =>
    STYLES.includes(style),
  );
  const link = over.find((span) => span.style === "link");
  const piece = { text, styles, mention: mentionOf(over), href: undefined, hiddenHost: undefined };
  const href = link?.style === "link" ? hrefOf(link.url) : undefined;
  if (href !== undefined) {
    return [{ ...piece, href, hiddenHost: hiddenHostOf(href, text) }];
  }
  if (piece.mention !== undefined || styles.includes("code") || styles.includes("pre")) {
    return [piece];
  }
  return stretchesOf(text).map(({ text: words, href: address }) => ({
    ...piece,
    text: words,
    href: address,
    hiddenHost: address && hiddenHostOf(address, words),
  }));
}

/** The host that an address leads to, unless the words of its link tell it. An address in a text may hide its own. */
function hiddenHostOf(href: string, words: string): string | undefined {
  const { host } = new URL(href);
  return tells(words, host) ? undefined : host;
}

/** Whether words are an address of a host, or its name alone, spelled as it is. */
function tells(words: string, host: string): boolean {
  const href = hrefOf(words) ?? hrefOf(`https://${words}`);
  if (href === undefined || !words.toLowerCase().includes(host)) {
    return false;
  }
  const told = new URL(href);
  return told.host === host && told.username === "" && told.password === "";
}

function mentionOf(over: readonly Span[]): Piece["mention"] {
  const mention = over.find((span) => span.style === "mention" || span.style === "mention-all");
  if (mention === undefined) {
    return undefined;
  }
  return mention.style === "mention" ? mention.user : "all";
}

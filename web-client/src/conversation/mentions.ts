import type { Span, UserId } from "@warbler/sdk";

/** Somebody who was chosen from the list, and how they are called in the text. */
export interface Mentioned {
  readonly words: string;
  readonly user: UserId | "all";
}

/** What is being typed after an @. */
export interface MentionQuery {
  /** Where the @ stands. */
  readonly at: number;
  readonly words: string;
}

const LONGEST_QUERY = 32;

/** What is being typed after an @ at the caret; undefined when nothing is. */
export function queryAt(text: string, caret: number): MentionQuery | undefined {
  const at = text.lastIndexOf("@", caret - 1);
  const words = text.slice(at + 1, caret);
  const isBegin = at === 0 || /[\s(（，。、：]/.test(text[at - 1] ?? "");
  return at >= 0 && isBegin && words.length <= LONGEST_QUERY && !/[\s@]/.test(words) ? { at, words } : undefined;
}

/** The spans of those who are still named in a text, each name as often as it stands there. */
export function mentionSpans(text: string, mentioned: readonly Mentioned[]): readonly Span[] {
  const spans: Span[] = [];
  const isFree = (from: number, to: number) =>
    spans.every(({ offset, length }) => to <= offset || from >= offset + length);
  // a longer name first: "@Ann Lee" is not "@Ann"
  for (const { words, user } of [...mentioned].sort((one, other) => other.words.length - one.words.length)) {
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      if (isFree(at, at + words.length)) {
        const place = { offset: at, length: words.length };
        spans.push(user === "all" ? { ...place, style: "mention-all" } : { ...place, style: "mention", user });
      }
    }
  }
  return spans.sort((one, other) => one.offset - other.offset);
}

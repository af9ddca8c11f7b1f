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

/** What goes on a name: "@Annabel" is not "@Ann". Scripts that are written without spaces go on with another word. */
const GOES_ON =
  /^(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{M}\p{N}_]/u;

/** Where words stand in a text, and end. */
function placesOf(text: string, words: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    if (!GOES_ON.test(text.slice(at + words.length))) {
      places.push(at);
    }
  }
  return places;
}

/** Those who were chosen, with another one whose @ stands at a place in the text; same names stay in the order of the text. */
export function withMentioned(
  mentioned: readonly Mentioned[],
  { words, user }: Mentioned,
  text: string,
  at: number,
): readonly Mentioned[] {
  const others = mentioned.filter((one) => one.words !== words);
  const same = mentioned.filter((one) => one.words === words);
  const before = placesOf(text.slice(0, at), words).length;
  return [...others, ...same.slice(0, before), { words, user }, ...same.slice(before)];
}

/**
 * The spans of those who are still named in a text, each name as often as it stands there. Who has the same name as another
 * is told by which of them stands first.
 */
export function mentionSpans(text: string, mentioned: readonly Mentioned[]): readonly Span[] {
  const spans: Span[] = [];
  const isFree = (from: number, to: number) =>
    spans.every(({ offset, length }) => to <= offset || from >= offset + length);
  const names = [...new Set(mentioned.map(({ words }) => words))];
  // a longer name first: "@Ann Lee" is not "@Ann"
  for (const words of names.sort((one, other) => other.length - one.length)) {
    const same = mentioned.filter((one) => one.words === words);
    const places = placesOf(text, words).filter((at) => isFree(at, at + words.length));
    for (const [index, offset] of places.entries()) {
      const user = (same[index] ?? same.at(-1))?.user;
      const place = { offset, length: words.length };
      if (user !== undefined) {
        spans.push(user === "all" ? { ...place, style: "mention-all" } : { ...place, style: "mention", user });
      }
    }
  }
  return spans.sort((one, other) => one.offset - other.offset);
}

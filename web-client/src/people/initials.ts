/** Spreads neighbours over the circle. */
const GOLDEN_ANGLE = 137.508;

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** One or two characters that stand for a name: of "Alice Müller" AM, of "王小明" 王. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter(Boolean);
  const first = firstCharacter(words[0]);
  if (isWide(first)) {
    return first;
  }
  return (first + firstCharacter(words[1])).toLocaleUpperCase();
}

/** A hue that is the same for an id wherever it is shown. */
export function hueOf(id: string): number {
  let hash = 0;
  for (const character of id) {
    hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  }
  return Math.round((Math.abs(hash) % 1_000) * GOLDEN_ANGLE) % 360;
}

function firstCharacter(word: string | undefined): string {
  for (const { segment } of segmenter.segment(word ?? "")) {
    // a base with a heap of marks on it would grow out of its circle
    return [...segment].slice(0, 2).join("");
  }
  return "";
}

function isWide(character: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u.test(
    character,
  );
}

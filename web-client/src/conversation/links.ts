/** A stretch of a text: words, or an address that can be opened. */
export interface Stretch {
  readonly text: string;
  readonly href: string | undefined;
}

const ADDRESS = /https?:\/\/[^\s<>"'`\p{Cc}\p{Cf}]+/giu;
const TRAILING = /[.,;:!?)\]}。，、！？；：）】」』]+$/u;

/** Divides a text at the web addresses in it. Only `http` and `https` are addresses; everything else stays words. */
export function stretchesOf(text: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, "");
    const href = hrefOf(address);
    if (href === undefined) {
      continue;
    }
    if (match.index > end) {
      stretches.push({ text: text.slice(end, match.index), href: undefined });
    }
    stretches.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) {
    stretches.push({ text: text.slice(end), href: undefined });
  }
  return stretches;
}

/** The address, if it is one of the web. */
export function hrefOf(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && (url.protocol === "https:" || url.protocol === "http:") && url.hostname !== "" ? url.href : undefined;
}

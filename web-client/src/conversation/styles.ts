import type { PlainStyle, Span } from "@warbler/sdk";

/** What a part of a text can be made while it is written. */
export type WrittenStyle = Exclude<PlainStyle, "mention-all" | "pre">;

/** A text that is being written, and how parts of it look. */
export interface Styled {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** So many the server takes, mentions among them. */
const MOST_SPANS = 80;
const STYLES: readonly string[] = ["bold", "italic", "strikethrough", "code", "pre", "spoiler"];

/** Whether a text would look other than its words. */
export function isStyled({ spans }: Styled): boolean {
  return spans.some(({ style }) => STYLES.includes(style));
}

/**
 * The same with another text, which came out of it by one change. A style goes with the words that it is on, also with what
 * is written in the middle of them; what stands for something, such as a link, goes when it was changed.
 */
export function withText({ text: before, spans }: Styled, text: string): Styled {
  if (text === before) {
    return { text, spans };
  }
  const { from, to, by } = changeOf(before, text);
  const moved = spans.flatMap((span) => {
    const end = span.offset + span.length;
    if (end <= from) {
      return [span];
    }
    if (span.offset >= to) {
      return [{ ...span, offset: span.offset + by }];
    }
    if (!STYLES.includes(span.style)) {
      return [];
    }
    if (span.offset <= from && end >= to) {
      return withLength(span, span.offset, span.length + by);
    }
    // one of its ends was changed: the other part keeps it
    return span.offset < from ? withLength(span, span.offset, from - span.offset) : withLength(span, to + by, end - to);
  });
  return { text, spans: moved };
}

function withLength(span: Span, offset: number, length: number): readonly Span[] {
  return length > 0 ? [{ ...span, offset, length }] : [];
}

/** What was replaced, and how much longer the new text is. No character is cut. */
function changeOf(before: string, after: string) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) {
    head++;
  }
  if (cutsPair(before, head) || cutsPair(after, head)) {
    head--;
  }
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail++;
  }
  if (cutsPair(before, before.length - tail) || cutsPair(after, after.length - tail)) {
    tail--;
  }
  return { from: head, to: before.length - tail, by: after.length - before.length };
}

function cutsPair(text: string, at: number): boolean {
  return at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

/** Gives a part of a text a style, or takes it away where all of that has it. Without white space at the ends. */
export function toggled({ text, spans }: Styled, wanted: WrittenStyle, from: number, to: number): Styled {
  const [begin, end] = from === to ? wordAt(text, from) : withoutSpace(text, from, to);
  if (begin >= end) {
    return { text, spans };
  }
  // several lines of code are a block
  const style = wanted === "code" && text.slice(begin, end).includes("\n") ? "pre" : wanted;
  const others = spans.filter((span) => span.style !== style);
  const same = spans.filter((span) => span.style === style);
  const isOn = same.some(({ offset, length }) => offset <= begin && offset + length >= end);
  const parts = isOn ? without(same, begin, end) : joined(same, { offset: begin, length: end - begin, style });
  const all = [...others, ...parts].sort((one, other) => one.offset - other.offset);
  return all.length > MOST_SPANS ? { text, spans } : { text, spans: all };
}

function without(spans: readonly Span[], begin: number, end: number): readonly Span[] {
  return spans.flatMap((span) => {
    const last = span.offset + span.length;
    return [
      ...withLength(span, span.offset, Math.min(last, begin) - span.offset),
      ...withLength(span, Math.max(span.offset, end), last - Math.max(span.offset, end)),
    ];
  });
}

/** With another span of the same style; those that touch become one. */
function joined(spans: readonly Span[], added: Span): readonly Span[] {
  const touches = ({ offset, length }: Span) =>
    offset <= added.offset + added.length && offset + length >= added.offset;
  const all = [added, ...spans.filter(touches)];
  const offset = Math.min(...all.map((span) => span.offset));
  const end = Math.max(...all.map((span) => span.offset + span.length));
  return [...spans.filter((span) => !touches(span)), { ...added, offset, length: end - offset }];
}

/** As it is sent: without white space at its ends. */
export function trimmed(styled: Styled): Styled {
  const text = styled.text.trim();
  const begin = styled.text.length - styled.text.trimStart().length;
  const spans = styled.spans.flatMap((span) => {
    const offset = Math.max(0, span.offset - begin);
    return withLength(span, offset, Math.min(text.length, span.offset - begin + span.length) - offset);
  });
  return { text, spans };
}

function wordAt(text: string, at: number): readonly [number, number] {
  const before = /\S*$/u.exec(text.slice(0, at))?.[0].length ?? 0;
  const after = /^\S*/u.exec(text.slice(at))?.[0].length ?? 0;
  return [at - before, at + after];
}

function withoutSpace(text: string, from: number, to: number): readonly [number, number] {
  const part = text.slice(from, to);
  const begin = from + part.length - part.trimStart().length;
  return [begin, Math.max(begin, to - (part.length - part.trimEnd().length))];
}

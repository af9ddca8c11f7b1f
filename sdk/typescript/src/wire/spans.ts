import type { MessageInitShape } from '@bufbuild/protobuf';
import type { Span } from '../message.js';
import * as wire from './generated.js';

type Style = Span['style'];

const WIRE_STYLES: Readonly<Record<Style, wire.SpanStyle>> = {
  bold: wire.SpanStyle.BOLD,
  italic: wire.SpanStyle.ITALIC,
  code: wire.SpanStyle.CODE,
  pre: wire.SpanStyle.PRE,
  spoiler: wire.SpanStyle.SPOILER,
  strikethrough: wire.SpanStyle.STRIKETHROUGH,
  'mention-all': wire.SpanStyle.MENTION_ALL,
  link: wire.SpanStyle.LINK,
  mention: wire.SpanStyle.MENTION,
};

const STYLES: ReadonlyMap<wire.SpanStyle, Style> = new Map(
  Object.entries(WIRE_STYLES).map(([style, wireStyle]) => [wireStyle, style as Style]),
);

/** Spans that this client knows and that lie inside of the text; what does not is left out. */
export function toSpans(spans: readonly wire.Span[], text: string): Span[] {
  return spans.flatMap((span): Span[] => {
    const known = toSpan(span);
    return known !== undefined && known.length > 0 && known.offset + known.length <= text.length ? [known] : [];
  });
}

function toSpan({ offset, length, style: wireStyle, url, user }: wire.Span): Span | undefined {
  const style = STYLES.get(wireStyle);
  switch (style) {
    case undefined:
      return undefined;
    case 'link':
      return /^https?:\/\//i.test(url) ? { offset, length, style, url } : undefined;
    case 'mention':
      return { offset, length, style, user };
    default:
      return { offset, length, style };
  }
}

export function toWireSpans(spans: readonly Span[]): MessageInitShape<typeof wire.SpanSchema>[] {
  return spans.map((span) => ({
    offset: span.offset,
    length: span.length,
    style: WIRE_STYLES[span.style],
    url: span.style === 'link' ? span.url : '',
    user: span.style === 'mention' ? span.user : '',
  }));
}

import type { MessageInitShape } from '@bufbuild/protobuf';
import type { BundledMessage, MessageContent, PlainStyle, ReplyPreview, SendableContent, Span } from '../message.js';
import type * as message from '../message.js';
import * as wire from './generated.js';

const STYLES: Readonly<Record<number, PlainStyle | undefined>> = {
  [wire.SpanStyle.BOLD]: 'bold',
  [wire.SpanStyle.ITALIC]: 'italic',
  [wire.SpanStyle.CODE]: 'code',
  [wire.SpanStyle.PRE]: 'pre',
  [wire.SpanStyle.SPOILER]: 'spoiler',
  [wire.SpanStyle.STRIKETHROUGH]: 'strikethrough',
  [wire.SpanStyle.MENTION_ALL]: 'mention-all',
};

const WIRE_STYLES: Readonly<Record<Span['style'], wire.SpanStyle>> = {
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

const KINDS: Readonly<Record<number, MessageContent['kind'] | undefined>> = {
  [wire.MessageKind.TEXT]: 'text',
  [wire.MessageKind.LOST]: 'lost',
  [wire.MessageKind.IMAGE]: 'image',
  [wire.MessageKind.VIDEO]: 'video',
  [wire.MessageKind.FILE]: 'file',
  [wire.MessageKind.VOICE]: 'voice',
  [wire.MessageKind.LOCATION]: 'location',
  [wire.MessageKind.CONTACT]: 'contact',
  [wire.MessageKind.CUSTOM]: 'custom',
  [wire.MessageKind.BUNDLE]: 'bundle',
};

/** What a body says; `unsupported` for what this client does not know. */
export function toContent(kind: wire.MessageKind, body: wire.MessageBody | undefined): MessageContent {
  if (kind === wire.MessageKind.LOST) {
    return { kind: 'lost' };
  }
  const content = body?.content;
  const spans = body?.spans ?? [];
  switch (content?.case) {
    case 'text':
      return { kind: 'text', text: content.value, spans: toSpans(spans, content.value) };
    case 'image':
    case 'video':
    case 'file':
    case 'voice':
      return toAttached(content, spans);
    case 'location':
      return toLocation(content.value);
    case 'contact':
      return toContact(content.value);
    case 'custom':
      return toCustom(content.value);
    case 'bundle':
      return { kind: 'bundle', title: content.value.title, messages: content.value.messages.map(toBundled) };
    default:
      return { kind: 'unsupported' };
  }
}

type Attached = Extract<wire.MessageBody['content'], { case: 'image' | 'video' | 'file' | 'voice' }>;

function toAttached(content: Attached, spans: readonly wire.Span[]): MessageContent {
  const blob = toBlob(content.value.blob);
  if (content.case === 'voice') {
    // a copy: the frame holds far more
    return { kind: 'voice', blob, durationMs: content.value.durationMs, waveform: content.value.waveform.slice() };
  }
  const { caption } = content.value;
  const captioned = { blob, caption, spans: toSpans(spans, caption) };
  if (content.case === 'file') {
    return { kind: 'file', ...captioned };
  }
  const { width, height, previewHash } = content.value;
  const seen = { ...captioned, width, height, previewHash };
  return content.case === 'image'
    ? { kind: 'image', ...seen }
    : { kind: 'video', ...seen, durationMs: content.value.durationMs };
}

function toBlob(blob: wire.Blob | undefined): message.Blob {
  const { place } = blob ?? { place: undefined };
  return {
    id: place?.case === 'id' ? place.value : undefined,
    url: place?.case === 'url' ? place.value : undefined,
    mediaType: blob?.mediaType ?? '',
    sizeBytes: Number(blob?.sizeBytes ?? 0),
    fileName: blob?.fileName ?? '',
  };
}

function toLocation({ latitude, longitude, accuracyM, name, address }: wire.LocationContent): MessageContent {
  return { kind: 'location', latitude, longitude, accuracyMetres: accuracyM, name, address };
}

function toContact({ name, user, phones, emails }: wire.ContactContent): MessageContent {
  return { kind: 'contact', name, user: user === '' ? undefined : user, phones, emails };
}

function toCustom({ type, payload, fallback }: wire.CustomContent): MessageContent {
  const value = payload.value ?? '';
  return { kind: 'custom', type, payload: typeof value === 'string' ? value : value.slice(), fallback };
}

function toBundled({ sender, sentAtMs, kind, body }: wire.BundledMessage): BundledMessage {
  return { sender, sentAt: new Date(Number(sentAtMs)), content: toContent(kind, body) };
}

/** Spans that this client knows and that lie inside of the text; what does not is left out. */
function toSpans(spans: readonly wire.Span[], text: string): Span[] {
  return spans.flatMap((span): Span[] => {
    const known = toSpan(span);
    return known !== undefined && known.length > 0 && known.offset + known.length <= text.length ? [known] : [];
  });
}

function toSpan({ offset, length, style, url, user }: wire.Span): Span | undefined {
  if (style === wire.SpanStyle.LINK) {
    return /^https?:\/\//i.test(url) ? { offset, length, style: 'link', url } : undefined;
  }
  if (style === wire.SpanStyle.MENTION) {
    return { offset, length, style: 'mention', user };
  }
  const plain = STYLES[style];
  return plain === undefined ? undefined : { offset, length, style: plain };
}

export function toReplyPreview({ seq, sender, kind, text }: wire.ReplyPreview): ReplyPreview {
  return { seq: Number(seq), sender, kind: KINDS[kind] ?? 'unsupported', text };
}

/** The body that carries a content. */
export function toBody(content: SendableContent): MessageInitShape<typeof wire.MessageBodySchema> {
  switch (content.kind) {
    case 'text':
      return { content: { case: 'text', value: content.text }, spans: toWireSpans(content.spans) };
    case 'image':
    case 'video': {
      const { kind, blob, spans, ...value } = content;
      return { content: { case: kind, value: { ...value, blob: toWireBlob(blob) } }, spans: toWireSpans(spans) };
    }
    case 'file': {
      const value = { blob: toWireBlob(content.blob), caption: content.caption };
      return { content: { case: 'file', value }, spans: toWireSpans(content.spans) };
    }
    case 'voice': {
      const { blob, durationMs, waveform } = content;
      const value = { blob: toWireBlob(blob), durationMs, waveform: new Uint8Array(waveform) };
      return { content: { case: 'voice', value } };
    }
    case 'location': {
      const { latitude, longitude, accuracyMetres: accuracyM, name, address } = content;
      return { content: { case: 'location', value: { latitude, longitude, accuracyM, name, address } } };
    }
    case 'contact': {
      const { name, user, phones, emails } = content;
      return {
        content: { case: 'contact', value: { name, user: user ?? '', phones: [...phones], emails: [...emails] } },
      };
    }
    case 'custom': {
      const { type, payload, fallback } = content;
      const carried =
        typeof payload === 'string'
          ? ({ case: 'json', value: payload } as const)
          : ({ case: 'data', value: new Uint8Array(payload) } as const);
      return { content: { case: 'custom', value: { type, payload: carried, fallback } } };
    }
  }
}

function toWireBlob({
  id,
  url,
  mediaType,
  sizeBytes,
  fileName,
}: message.Blob): MessageInitShape<typeof wire.BlobSchema> {
  const place = url === undefined ? ({ case: 'id', value: id ?? '' } as const) : ({ case: 'url', value: url } as const);
  return { place, mediaType, sizeBytes: BigInt(sizeBytes), fileName };
}

function toWireSpans(spans: readonly Span[]): MessageInitShape<typeof wire.SpanSchema>[] {
  return spans.map((span) => ({
    offset: span.offset,
    length: span.length,
    style: WIRE_STYLES[span.style],
    url: span.style === 'link' ? span.url : '',
    user: span.style === 'mention' ? span.user : '',
  }));
}

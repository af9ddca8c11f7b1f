import type { MessageInitShape } from '@bufbuild/protobuf';
import type { BundledMessage, MessageContent, ReplyPreview, SendableContent } from '../message.js';
import { toBlob, toWireBlob } from './blobs.js';
import * as wire from './generated.js';
import { toPoll, toWirePoll } from './polls.js';
import { toSpans, toWireSpans } from './spans.js';
import { toTime } from './times.js';

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
  [wire.MessageKind.POLL]: 'poll',
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
    case 'poll':
      return toPoll(content.value);
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
  return { sender, sentAt: toTime(sentAtMs), content: toContent(kind, body) };
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
    case 'poll':
      return { content: { case: 'poll', value: toWirePoll(content) } };
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

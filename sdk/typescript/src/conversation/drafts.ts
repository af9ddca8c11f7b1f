import { create, toBinary } from '@bufbuild/protobuf';
import type {
  BundleContent,
  Draft,
  ForwardOptions,
  Message,
  ReplyPreview,
  SendableContent,
  SendOptions,
  Span,
} from '../api.js';
import { fallbackOf } from '../content.js';
import type { StoredForward } from '../store/store.js';
import { toBody } from '../wire/content.js';
import { MessageBodySchema } from '../wire/generated.js';

const MOST_BODY_BYTES = 65_536;
/** A body without what Protobuf adds to a text. */
const MOST_TEXT_BYTES = 65_532;
const MOST_SPANS = 100;
const MOST_MENTIONED = 50;
const MOST_REACTION_BYTES = 64;
const MOST_FORWARDED = 100;
const PREVIEW_CHARACTERS = 100;

/** What a draft says. Throws a RangeError for what no server would take. */
export function contentOf(draft: string | Draft, options: SendOptions = {}): SendableContent {
  if (typeof draft !== 'string' && 'content' in draft) {
    return small(draft.content);
  }
  const { text, ...own } = typeof draft === 'string' ? { text: draft } : draft;
  return textOf(text, { ...own, ...options });
}

/** The same of a text. */
export function textOf(text: string, { spans = [], mentions = [] }: SendOptions): SendableContent {
  const bytes = bytesOf(text);
  if (bytes < 1 || bytes > MOST_TEXT_BYTES) {
    throw new RangeError(`text: ${bytes} bytes of UTF-8 (expected: 1 to ${MOST_TEXT_BYTES})`);
  }
  const mentioned = mentions.map((mention): Span => ({ ...mention, style: 'mention' }));
  const all = [...spans, ...mentioned].sort((a, b) => a.offset - b.offset);
  all.forEach((span) => {
    checkSpan(span, text);
  });
  const users = new Set(all.flatMap((span) => (span.style === 'mention' ? [span.user] : [])));
  if (all.length > MOST_SPANS || users.size > MOST_MENTIONED) {
    throw new RangeError(`spans: ${all.length} (expected: at most ${MOST_SPANS}, of ${MOST_MENTIONED} users)`);
  }
  return small({ kind: 'text', text, spans: all });
}

function checkSpan({ offset, length }: Span, text: string): void {
  const end = offset + length;
  const isInside = Number.isInteger(offset) && Number.isInteger(length) && offset >= 0 && length > 0;
  if (!isInside || end > text.length || cutsPair(text, offset) || cutsPair(text, end)) {
    throw new RangeError(`span: ${offset} to ${end} (expected: inside of the text, whole characters)`);
  }
}

function cutsPair(text: string, at: number): boolean {
  return at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function small(content: SendableContent): SendableContent {
  const { length } = toBinary(MessageBodySchema, create(MessageBodySchema, toBody(content)));
  if (length > MOST_BODY_BYTES) {
    throw new RangeError(`content: ${length} bytes (expected: at most ${MOST_BODY_BYTES})`);
  }
  return content;
}

/** A reaction that a server may take. */
export function checkedReaction(reaction: string): string {
  const bytes = bytesOf(reaction);
  if (bytes < 1 || bytes > MOST_REACTION_BYTES || /[\s\p{Cc}]/u.test(reaction)) {
    throw new RangeError(`reaction: ${bytes} bytes of UTF-8 (expected: 1 to ${MOST_REACTION_BYTES}, no spaces)`);
  }
  return reaction;
}

/** What is shown of the message at `seq` above an answer to it; `message` is undefined when it is not loaded. */
export function previewOf(seq: number, message: Message | undefined): ReplyPreview {
  if (message === undefined) {
    return { seq, sender: '', kind: 'unsupported', text: '' };
  }
  const words = fallbackOf(message.content);
  const end = cutsPair(words, PREVIEW_CHARACTERS) ? PREVIEW_CHARACTERS - 1 : PREVIEW_CHARACTERS;
  return { seq, sender: message.sender, kind: message.content.kind, text: words.slice(0, end) };
}

/** What is to be copied; `found` are those of the messages that are loaded. */
export function forwardOf(
  conversation: string,
  seqs: readonly number[],
  found: readonly Message[],
  { merged = false, title = '' }: ForwardOptions,
): StoredForward {
  const rising = [...new Set(seqs)].sort((a, b) => a - b);
  if (rising.length < 1 || rising.length > (merged ? MOST_FORWARDED : 1)) {
    throw new RangeError(`seqs: ${rising.length} (expected: 1, or up to ${MOST_FORWARDED} that are merged)`);
  }
  return { conversation, seqs: rising, merged, title, preview: merged ? bundled(found, title) : copied(found) };
}

function copied([message]: readonly Message[]): StoredForward['preview'] {
  if (message === undefined) {
    return { content: { kind: 'unsupported' }, forwardedFrom: undefined };
  }
  const { content, forwardedFrom, sender, sentAt } = message;
  return { content, forwardedFrom: forwardedFrom ?? { sender, sentAt } };
}

function bundled(found: readonly Message[], title: string): StoredForward['preview'] {
  const messages = found.map(({ sender, sentAt, content }) => ({ sender, sentAt, content }));
  const content: BundleContent = { kind: 'bundle', title, messages };
  return { content, forwardedFrom: undefined };
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

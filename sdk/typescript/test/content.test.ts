import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import type { Conversation, Message, SendableContent, Uploader, WarblerClient } from '../src/api.js';
import { fallbackOf } from '../src/content.js';
import { MemoryStore } from '../src/store/memory-store.js';
import { toBody, toContent } from '../src/wire/content.js';
import {
  ConversationKind,
  ErrorCode,
  MessageBodySchema,
  MessageKind,
  type SendMessage,
  SpanStyle,
} from '../src/wire/generated.js';
import { eventually, fromBob, Kit, liveFromBob } from './kit.js';
import { ALICE, BOB, type Reply, WITH_BOB } from './peer.js';

const kit = new Kit();
const BLOB = {
  id: undefined,
  url: 'https://files.example/1',
  mediaType: 'image/png',
  sizeBytes: 123,
  fileName: 'a.png',
};
const SPANS = [{ offset: 0, length: 1, style: 'bold' as const }];

const CONTENTS: readonly [SendableContent, string][] = [
  [{ kind: 'text', text: 'hello', spans: [{ offset: 1, length: 2, style: 'mention', user: BOB }] }, 'hello'],
  [{ kind: 'image', blob: BLOB, width: 3, height: 4, previewHash: 'x', caption: 'look', spans: SPANS }, 'look'],
  [{ kind: 'video', blob: BLOB, width: 3, height: 4, durationMs: 9, previewHash: '', caption: '', spans: [] }, 'a.png'],
  [{ kind: 'file', blob: { ...BLOB, id: 'b1', url: undefined }, caption: '', spans: [] }, 'a.png'],
  [{ kind: 'voice', blob: BLOB, durationMs: 9, waveform: new Uint8Array([1, 2]) }, 'a.png'],
  [{ kind: 'location', latitude: 1.5, longitude: -2.5, accuracyMetres: 3, name: '', address: 'there' }, 'there'],
  [{ kind: 'contact', name: 'Carol', user: BOB, phones: ['1'], emails: [] }, 'Carol'],
  [{ kind: 'custom', type: 'a.b', payload: '{}', fallback: 'an order' }, 'an order'],
  [{ kind: 'custom', type: 'a.b', payload: new Uint8Array([7]), fallback: 'an order' }, 'an order'],
];

test.each(CONTENTS)('a $kind that is sent is what is received', (content, fallback) => {
  const received = toContent(MessageKind.UNSPECIFIED, create(MessageBodySchema, toBody(content)));
  expect(received).toEqual(content);
  expect(fallbackOf(received)).toBe(fallback);
});

test('spans that are unknown, outside of the text, or lead to no web address are left out', () => {
  const body: MessageInitShape<typeof MessageBodySchema> = {
    content: { case: 'text', value: 'hello' },
    spans: [
      { offset: 0, length: 5, style: SpanStyle.LINK, url: 'javascript:alert(1)' },
      { offset: 0, length: 5, style: SpanStyle.LINK, url: 'https://example.org/' },
      { offset: 4, length: 2, style: SpanStyle.BOLD },
      { offset: 0, length: 0, style: SpanStyle.BOLD },
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- one that a later version may send
      { offset: 0, length: 1, style: 99 as SpanStyle },
    ],
  };
  expect(toContent(MessageKind.TEXT, create(MessageBodySchema, body))).toEqual({
    kind: 'text',
    text: 'hello',
    spans: [{ offset: 0, length: 5, style: 'link', url: 'https://example.org/' }],
  });
});

test('a bundle holds its messages, whatever they are', () => {
  const messages = [
    { sender: BOB, sentAtMs: 5n, kind: MessageKind.TEXT, body: { content: { case: 'text', value: 'hi' } as const } },
    { sender: BOB, sentAtMs: 6n, kind: MessageKind.TEXT, body: {} },
  ];
  const body = create(MessageBodySchema, { content: { case: 'bundle', value: { title: 'talk', messages } } });
  const content = toContent(MessageKind.BUNDLE, body);
  expect(content).toMatchObject({
    kind: 'bundle',
    messages: [{ sender: BOB, sentAt: new Date(5), content: { text: 'hi' } }, { content: { kind: 'unsupported' } }],
  });
  expect(fallbackOf(content)).toBe('talk');
  expect(fallbackOf({ kind: 'unsupported' })).toBe('');
});

function ack({ clientMessageId }: SendMessage, seq: number): Reply {
  const value = { conversation: WITH_BOB, seq: BigInt(seq), ordinal: BigInt(seq), sentAtMs: 9n, clientMessageId };
  return { case: 'ack', value };
}

async function withMessage(): Promise<{ alice: WarblerClient; chat: Conversation }> {
  const alice = await kit.connected();
  kit.peer.last.send(liveFromBob(1));
  await eventually(() => alice.conversations.get(WITH_BOB)?.timeline.items.length === 1, 'a message');
  return { alice, chat: alice.conversations.withUser(BOB) };
}

const messages = (chat: Conversation) => chat.timeline.items.filter((item): item is Message => item.type === 'message');

test('an answer quotes at once what it answers, with mentions and styles', async () => {
  const { chat } = await withMessage();
  kit.peer.script('send', (it) => ack(it.value as SendMessage, 2));

  const sent = await chat.send('hi @bob 🎉', {
    replyTo: 1,
    mentions: [{ offset: 3, length: 4, user: BOB }],
    spans: [{ offset: 0, length: 2, style: 'bold' }],
  });

  expect(sent).toMatchObject({
    status: 'sent',
    message: { replyTo: { seq: 1, sender: BOB, kind: 'text', text: 'message 1' } },
  });
  expect(kit.peer.last.asked('send')).toMatchObject([
    {
      replyTo: 1n,
      body: {
        content: { case: 'text', value: 'hi @bob 🎉' },
        spans: [
          { offset: 0, length: 2, style: SpanStyle.BOLD },
          { offset: 3, length: 4, style: SpanStyle.MENTION, user: BOB },
        ],
      },
    },
  ]);
});

test('spans outside of the text, or through a character, are refused at once', async () => {
  const { chat } = await withMessage();
  const bold = (offset: number, length: number) => chat.send('a🎉', { spans: [{ offset, length, style: 'bold' }] });
  await expect(bold(0, 4)).rejects.toThrow(RangeError);
  await expect(bold(-1, 1)).rejects.toThrow(RangeError);
  await expect(bold(0, 2)).rejects.toThrow(RangeError);
  await expect(bold(2, 1)).rejects.toThrow(RangeError);
  expect(kit.peer.last.asked('send')).toEqual([]);
});

test('a live answer without a preview gets it from what is loaded', async () => {
  const { chat } = await withMessage();
  kit.peer.last.send({ case: 'message', value: { ...fromBob(2), reply: { seq: 1n, ordinal: 1n } } });
  await eventually(() => messages(chat).length === 2, 'the answer');
  expect(messages(chat)[1]?.replyTo).toEqual({ seq: 1, sender: BOB, kind: 'text', text: 'message 1' });
});

test('what is forwarded is shown at once, and is what the server copied', async () => {
  const { chat } = await withMessage();
  kit.peer.script('send', (it) => ack(it.value as SendMessage, 2));
  kit.peer.script('readHistory', () => {
    const copy = {
      ...fromBob(2, 'as the server copied it'),
      sender: ALICE,
      clientMessageId: kit.peer.last.asked('send')[0]?.clientMessageId ?? '',
      forwardedFrom: { sender: BOB, sentAtMs: 7n },
    };
    return { case: 'history', value: { conversation: WITH_BOB, messages: [copy], lastSeq: 2n } };
  });

  const result = chat.forward([1], chat);
  expect(messages(chat)[1]).toMatchObject({
    status: 'sending',
    content: { text: 'message 1' },
    forwardedFrom: { sender: BOB },
  });
  expect(await result).toMatchObject({ status: 'sent', message: { seq: 2 } });
  await eventually(() => messages(chat)[1]?.forwardedFrom?.sentAt.getTime() === 7, 'the copy');
  expect(messages(chat)).toHaveLength(2);
  expect(messages(chat)[1]).toMatchObject({ status: 'sent', content: { text: 'as the server copied it' } });
  expect(kit.peer.last.asked('send')).toMatchObject([
    { forward: { conversation: WITH_BOB, seqs: [1n], merged: false } },
  ]);
  expect(kit.peer.last.asked('send')[0]?.body).toBeUndefined();
  await expect(chat.forward([1, 2], chat)).rejects.toThrow(RangeError);
  await expect(chat.forward([], chat, { merged: true })).rejects.toThrow(RangeError);
});

test('a refused answer is sent again as it was', async () => {
  const store = new MemoryStore();
  const alice = await kit.connected({ store });
  kit.peer.last.send(liveFromBob(1));
  await eventually(() => alice.conversations.get(WITH_BOB)?.timeline.items.length === 1, 'a message');
  const chat = alice.conversations.withUser(BOB);
  kit.peer.script('send', () => ({
    case: 'error',
    value: { code: ErrorCode.REPLY_TARGET_UNKNOWN, message: 'scripted', conversation: WITH_BOB, final: true },
  }));
  const failed = await chat.send('*hi*', { replyTo: 1, spans: [{ offset: 1, length: 2, style: 'italic' }] });
  expect(failed).toMatchObject({ status: 'failed', code: 'REPLY_TARGET_UNKNOWN' });
  await alice.close();

  kit.peer.script('send', (it) => ack(it.value as SendMessage, 2));
  const again = await kit.connected({ store });
  const [kept] = messages(again.conversations.withUser(BOB));
  expect(kept).toMatchObject({ status: 'failed', replyTo: { seq: 1 } });
  await again.conversations.withUser(BOB).retry(kept?.clientMessageId ?? '');
  expect(kit.peer.last.asked('send')).toMatchObject([{ replyTo: 1n, body: { spans: [{ style: SpanStyle.ITALIC }] } }]);
});

/** A message of Bob's that mentions Alice. */
function mentioning(seq: number): Reply {
  const body = {
    content: { case: 'text', value: '@alice' } as const,
    spans: [{ offset: 0, length: 6, style: SpanStyle.MENTION, user: ALICE }],
  };
  return { case: 'message', value: { ...fromBob(seq), body } };
}

test('unread mentions are counted until they are read, whatever else is unread', async () => {
  const { chat } = await withMessage();
  kit.peer.last.send(mentioning(2));
  [3, 4, 5, 6].forEach((seq) => {
    kit.peer.last.send(liveFromBob(seq));
  });
  await eventually(() => chat.snapshot.unreadCount === 6, 'unread');
  expect(chat.snapshot.unreadMentionCount).toBe(1);
  chat.markRead(2);
  expect(chat.snapshot).toMatchObject({ unreadCount: 4, unreadMentionCount: 0 });

  chat.markRead();
  kit.peer.last.send(liveFromBob(7));
  await eventually(() => chat.snapshot.unreadCount === 1, 'one unread');
  expect(chat.snapshot.unreadMentionCount).toBe(0);
});

test('what the server counted says nothing of mentions that came later', async () => {
  const { chat } = await withMessage();
  kit.peer.last.send(mentioning(2));
  await eventually(() => chat.snapshot.unreadMentionCount === 1, 'the mention');
  let counted = { lastSeq: 3n, unreadCount: 3n, unreadMentionCount: 2 };
  kit.peer.script('sync', () => {
    const entry = { conversation: WITH_BOB, kind: ConversationKind.DIRECT, peer: BOB, lastOrdinal: 3n, ...counted };
    return { case: 'sync', value: { token: new Uint8Array([7]), conversations: [{ entry, messages: [] }] } };
  });
  kit.peer.script('readHistory', () => undefined);
  kit.peer.last.send({ case: 'resync', value: {} });
  await eventually(() => chat.snapshot.unreadMentionCount === 2, 'the count of the server');

  counted = { lastSeq: 2n, unreadCount: 1n, unreadMentionCount: 0 };
  kit.peer.last.send({ case: 'resync', value: {} });
  await kit.peer.until(() => kit.peer.last.asked('sync').length === 3, 'an older count');
  kit.peer.last.send({ case: 'message', value: { ...fromBob(3), ordinal: 3n } });
  await eventually(() => chat.timeline.items.length === 3, 'what comes after it');
  expect(chat.snapshot).toMatchObject({ unreadCount: 3, unreadMentionCount: 2 });
});

test('what is attached is uploaded by the application, and sent with the place where it is', async () => {
  const uploads: unknown[] = [];
  const upload: Uploader = ({ data, onProgress }) => {
    uploads.push(data);
    onProgress?.(3);
    return Promise.resolve(uploads.length === 1 ? { url: 'https://files.example/1' } : { id: 'b2' });
  };
  kit.peer.script('send', (asked) => {
    const { clientMessageId, number } = asked.value as SendMessage;
    return { case: 'ack', value: { conversation: WITH_BOB, seq: number, ordinal: number, clientMessageId } };
  });
  const alice = await kit.connected({ upload });
  const conversation = alice.conversations.withUser(BOB);
  const progress: number[] = [];
  const told = { mediaType: 'image/png', sizeBytes: 3, fileName: 'a.png' };
  const bytes = { ...told, data: new Uint8Array([1, 2, 3]) };

  const plain = await conversation.attach({ ...bytes, onProgress: (sent) => progress.push(sent) });
  const picture = await conversation.attach(bytes, (blob) => ({
    kind: 'image',
    blob,
    width: 3,
    height: 4,
    previewHash: '',
    caption: 'look',
    spans: [],
  }));

  expect(uploads).toEqual([bytes.data, bytes.data]);
  expect(progress).toEqual([3]);
  expect(plain.status !== 'kept' && plain.message.content).toEqual({
    kind: 'file',
    blob: { ...told, id: undefined, url: 'https://files.example/1' },
    caption: '',
    spans: [],
  });
  expect(picture.status !== 'kept' && picture.message.content).toMatchObject({
    kind: 'image',
    blob: { id: 'b2' },
    caption: 'look',
  });
});

test('nothing is sent of what cannot be uploaded, was given up, or has nowhere to go', async () => {
  const giveUp = new AbortController();
  const answers = [
    () => Promise.reject(new Error('the disk is full')),
    () => {
      giveUp.abort(new Error('given up'));
      return Promise.resolve({ id: 'b1' });
    },
  ];
  const alice = await kit.connected({ upload: () => answers.shift()?.() ?? Promise.reject(new Error('no more')) });
  const conversation = alice.conversations.withUser(BOB);
  const bytes = { data: '/tmp/a', mediaType: 'text/plain', sizeBytes: 1, fileName: 'a', signal: giveUp.signal };

  await expect(conversation.attach(bytes)).rejects.toThrow('the disk is full');
  await expect(conversation.attach(bytes)).rejects.toThrow('given up');
  expect(conversation.timeline.items).toEqual([]);

  const without = await kit.connected();
  await expect(without.conversations.withUser(BOB).attach(bytes)).rejects.toMatchObject({ code: 'UPLOAD_MISSING' });
});

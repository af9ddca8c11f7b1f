import type { MessageInitShape } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import type { Conversation, WarblerClient } from '../src/api.js';
import { MemoryStore } from '../src/store/memory-store.js';
import {
  type ChangeSettings,
  ConversationKind,
  ConversationSettingsSchema,
  ErrorCode,
  InboxSection,
  type SaveDraft,
} from '../src/wire/generated.js';
import { eventually, fromBob, Kit, liveFromBob } from './kit.js';
import { BOB, type Reply, WITH_BOB } from './peer.js';

const kit = new Kit();
const FOR_GOOD = 253_402_300_799_999n;
const OTHERS = Array.from({ length: 3 }, (_, index) => `g${String(index).repeat(32)}`);

type Settings = MessageInitShape<typeof ConversationSettingsSchema>;

function settings(conversation: string, part: object): Reply {
  return { case: 'conversationSettings', value: { ...part, conversation } };
}

/** A sync that tells of the conversation with Bob and of three groups, the last of which is the newest. */
function synced(own: Settings = {}): Reply {
  const entries = [WITH_BOB, ...OTHERS].map((conversation, index) => ({
    entry: {
      conversation,
      kind: conversation === WITH_BOB ? ConversationKind.DIRECT : ConversationKind.GROUP,
      peer: conversation === WITH_BOB ? BOB : '',
      lastSeq: 1n,
      lastOrdinal: 1n,
      lastMessage: { ...fromBob(1), conversation, sentAtMs: 1_795_328_400_000n + BigInt(index) },
      unreadCount: 1n,
      ...(conversation === WITH_BOB && { settings: { ...own, conversation } }),
    },
  }));
  return { case: 'sync', value: { token: new Uint8Array([7]), conversations: entries } };
}

async function alice(own?: Settings): Promise<[WarblerClient, Conversation]> {
  kit.peer.script('sync', () => synced(own));
  const client = await kit.connected();
  return [client, client.conversations.withUser(BOB)];
}

const ids = (conversations: readonly Conversation[]) => conversations.map(({ id }) => id);
const [first = '', second = '', third = ''] = OTHERS;

test('what is pinned comes first in the order of pinning, and what is archived or hidden is not listed', async () => {
  const [client] = await alice();
  expect(ids(client.conversations.list)).toEqual([third, second, first, WITH_BOB]);

  const put = (id: string, section: InboxSection, at: bigint) => {
    kit.peer.last.send(settings(id, { section, sectionUpdatedAtMs: at, sectionSeq: 1n }));
  };
  put(first, InboxSection.PINNED, 7n);
  put(WITH_BOB, InboxSection.PINNED, 6n);
  put(second, InboxSection.ARCHIVED, 8n);
  put(third, InboxSection.HIDDEN, 8n);
  await eventually(() => client.conversations.list.length === 2, 'the list');

  expect(ids(client.conversations.list)).toEqual([WITH_BOB, first]);
  expect(ids(client.conversations.archived)).toEqual([second]);
  expect(client.conversations.badgeCount).toBe(2);
});

test('a message brings back what was archived, unless it is muted', async () => {
  const away = { section: InboxSection.ARCHIVED, sectionSeq: 1n, sectionUpdatedAtMs: 5n };
  const [client, withBob] = await alice({ ...away, mutedUntilMs: FOR_GOOD, muteUpdatedAtMs: 5n });
  expect(withBob.snapshot).toMatchObject({ section: 'archived', mutedUntil: 'for-good', badgeCount: 0 });

  kit.peer.last.send(liveFromBob(2));
  await eventually(() => withBob.snapshot.lastSeq === 2, 'the message');
  expect(ids(client.conversations.archived)).toEqual([WITH_BOB]);
  kit.peer.last.send(settings(WITH_BOB, { ...away, mutedUntilMs: 0n, muteUpdatedAtMs: 6n }));
  await eventually(() => client.conversations.archived.length === 0, 'the archive');

  expect(withBob.snapshot).toMatchObject({ section: 'listed', mutedUntil: undefined, unreadCount: 2, badgeCount: 2 });
});

test('a mute ends by itself', async () => {
  const [, withBob] = await alice();
  const until = BigInt(Date.now() + 300);
  kit.peer.last.send(settings(WITH_BOB, { mutedUntilMs: until, muteUpdatedAtMs: 1n }));
  await eventually(() => withBob.snapshot.mutedUntil !== undefined, 'the mute');
  expect(withBob.snapshot).toMatchObject({ mutedUntil: new Date(Number(until)), unreadCount: 1, badgeCount: 0 });

  let told = 0;
  withBob.on('snapshot', () => told++);
  await eventually(() => told > 0, 'the end of it');
  expect(withBob.snapshot).toMatchObject({ mutedUntil: undefined, badgeCount: 1 });
});

test('a mute that outlived the page ends by itself', async () => {
  const store = new MemoryStore();
  const until = Date.now() + 2_000;
  kit.peer.script('sync', () => synced({ mutedUntilMs: BigInt(until), muteUpdatedAtMs: 1n }));
  const one = await kit.connected({ store });
  await one.close();

  const again = kit.client({ store });
  await again.restore();
  const withBob = again.conversations.withUser(BOB);
  let told = 0;
  withBob.on('snapshot', () => told++);
  expect(withBob.snapshot).toMatchObject({ mutedUntil: new Date(until), unreadCount: 1, badgeCount: 0 });
  await eventually(() => told > 0, 'the end of it');
  expect(withBob.snapshot).toMatchObject({ mutedUntil: undefined, badgeCount: 1 });
});

test('of settings that come in any order, the later one of each value counts', async () => {
  const [, withBob] = await alice();
  const both = [
    { mutedUntilMs: FOR_GOOD, muteUpdatedAtMs: 9n, section: InboxSection.LISTED, sectionUpdatedAtMs: 3n },
    { mutedUntilMs: 0n, muteUpdatedAtMs: 4n, section: InboxSection.PINNED, sectionUpdatedAtMs: 8n },
    { mutedUntilMs: 0n, muteUpdatedAtMs: 4n, section: InboxSection.LISTED, sectionUpdatedAtMs: 8n },
  ];
  both.forEach((one) => {
    kit.peer.last.send(settings(WITH_BOB, one));
  });
  await eventually(() => withBob.snapshot.section === 'pinned', 'the section');

  expect(withBob.snapshot).toMatchObject({ mutedUntil: 'for-good', pinnedAt: new Date(8) });
});

test('settings are asked for, and what is refused is told', async () => {
  kit.peer.script('changeSettings', (asked) => {
    const { conversation, mutedUntilMs, section, seq } = asked.value as ChangeSettings;
    return section === InboxSection.PINNED
      ? { case: 'error', value: { code: ErrorCode.PINNED_CONVERSATION_LIMIT_REACHED, message: 'scripted' } }
      : settings(conversation, {
          mutedUntilMs: mutedUntilMs ?? 0n,
          muteUpdatedAtMs: mutedUntilMs === undefined ? 0n : 1n,
          section,
          sectionSeq: seq,
          sectionUpdatedAtMs: section === InboxSection.UNSPECIFIED ? 0n : 1n,
        });
  });
  const [client, withBob] = await alice();

  await withBob.mute('for-good');
  expect(withBob.snapshot.mutedUntil).toBe('for-good');
  await withBob.moveTo('archived');
  expect(withBob.snapshot).toMatchObject({ section: 'archived', mutedUntil: 'for-good' });
  await expect(withBob.moveTo('pinned')).rejects.toMatchObject({ code: 'PINNED_CONVERSATION_LIMIT_REACHED' });
  client.disconnect();
  await expect(withBob.mute(undefined)).rejects.toMatchObject({ code: 'NO_ANSWER' });
});

test('settings outlive the page', async () => {
  const store = new MemoryStore();
  kit.peer.script('sync', () => synced({ section: InboxSection.PINNED, sectionUpdatedAtMs: 5n }));
  const one = await kit.connected({ store });
  await one.close();

  const again = kit.client({ store });
  await again.restore();
  expect(again.conversations.withUser(BOB).snapshot).toMatchObject({ section: 'pinned', pinnedAt: new Date(5) });
});

// ---------------------------------------------------------------------------------------------------- drafts

function saved(text: string, at: number, replyTo = 0): Reply {
  const value = { conversation: WITH_BOB, text, updatedAtMs: BigInt(at), replyTo: BigInt(replyTo) };
  return { case: 'savedDraft', value };
}

const asked = () => kit.peer.last.asked('saveDraft').map(({ text }) => text);

test('a draft is saved when the user pauses, and removed when it is empty', async () => {
  kit.peer.script('saveDraft', (frame) => saved((frame.value as SaveDraft).text, 10));
  const [, withBob] = await alice();

  withBob.saveDraft('s');
  withBob.saveDraft('see you', 1);
  await eventually(() => withBob.savedDraft?.savedAt !== undefined, 'the answer');
  expect(asked()).toEqual(['see you']);
  expect(withBob.savedDraft).toEqual({ text: 'see you', replyTo: 1, savedAt: new Date(10) });
  withBob.saveDraft('');

  expect(withBob.savedDraft).toBeUndefined();
  await kit.peer.until(() => asked().length === 2, 'the removal');
  expect(asked()).toEqual(['see you', '']);
});

test('what another device saves is told, unless it is older or there is something newer here', async () => {
  const [client, withBob] = await alice();
  const told: (string | undefined)[] = [];
  client.on('draftSaved', ({ savedDraft }) => told.push(savedDraft?.text));

  kit.peer.last.send(saved('from the phone', 20, 1));
  kit.peer.last.send(saved('late', 19));
  kit.peer.last.send(saved('', 21));
  kit.peer.last.send(saved('again', 22));
  await eventually(() => told.length === 3, 'the drafts');
  withBob.saveDraft('from here');
  kit.peer.last.send(saved('too late', 23));
  kit.peer.last.send(liveFromBob(2));
  await eventually(() => withBob.snapshot.lastSeq === 2, 'a message after it');

  expect(told).toEqual(['from the phone', undefined, 'again']);
  expect(withBob.savedDraft?.text).toBe('from here');
});

/** Saves wait until the test answers them. */
function answeredByHand(): (text: string, at: number) => void {
  kit.peer.script('saveDraft', () => undefined);
  return (text, at) => {
    const { frames } = kit.peer.last;
    kit.peer.last.send(saved(text, at), frames.findLast(({ frame }) => frame.case === 'saveDraft')?.requestId);
  };
}

test.each([
  [40, 'mine'],
  [20, 'from the phone'],
])('of a draft that is saved while another device saves one, the later counts (%s)', async (at, text) => {
  const answer = answeredByHand();
  const [, withBob] = await alice();
  const told: (string | undefined)[] = [];
  withBob.on('draftSaved', ({ savedDraft }) => told.push(savedDraft?.text));

  withBob.saveDraft('mine');
  await kit.peer.until(() => asked().length === 1, 'the saving');
  kit.peer.last.send(saved('from the phone', 30));
  kit.peer.last.send(saved('late', 29));
  answer('mine', at);
  await eventually(() => withBob.savedDraft?.savedAt !== undefined, 'the answer');

  expect(withBob.savedDraft).toEqual({ text, replyTo: undefined, savedAt: new Date(Math.max(at, 30)) });
  expect(told).toEqual(at > 30 ? [] : [text]);
});

test('a draft is saved when the one before it is answered', async () => {
  const answer = answeredByHand();
  const [, withBob] = await alice();
  withBob.saveDraft('see you');
  await kit.peer.until(() => asked().length === 1, 'the first');
  withBob.saveDraft('');
  withBob.markRead();
  await kit.peer.until(() => kit.peer.last.asked('markRead').length === 1, 'what is sent later');
  expect(asked()).toEqual(['see you']);

  answer('see you', 10);
  await kit.peer.until(() => asked().length === 2, 'the second');
  expect(asked()).toEqual(['see you', '']);
});

test('drafts that were saved or removed during an absence are read when it is over', async () => {
  const drafts = [{ conversation: WITH_BOB, text: 'kept', replyTo: '1', updatedAtMs: '30' }];
  let answer: unknown[] = drafts;
  kit.peer.restScript = ({ path }) => (path === '/v1/drafts' ? { status: 200, body: { drafts: answer } } : undefined);
  const [, withBob] = await alice();
  await eventually(() => withBob.savedDraft !== undefined, 'the draft');
  expect(withBob.savedDraft).toEqual({ text: 'kept', replyTo: 1, savedAt: new Date(30) });

  answer = [];
  kit.peer.last.cut();
  await eventually(() => withBob.savedDraft === undefined, 'its removal');
});

test('what was written offline is saved when the connection is back', async () => {
  const [client, withBob] = await alice();
  client.disconnect();
  withBob.saveDraft('on a train');
  await client.connect();

  await kit.peer.until(() => asked().length > 0, 'the saving');
  expect(asked()).toEqual(['on a train']);
});

test('a draft that is too long for the server stays here, whole', async () => {
  const store = new MemoryStore();
  kit.peer.script('sync', () => synced());
  kit.peer.script('saveDraft', (frame) => saved((frame.value as SaveDraft).text, 40));
  const one = await kit.connected({ store });
  const longest = '🎉'.repeat(10_000);
  one.conversations.withUser(BOB).saveDraft(longest);
  await eventually(() => one.conversations.withUser(BOB).savedDraft?.savedAt !== undefined, 'the longest');
  one.conversations.withUser(BOB).saveDraft(`${longest}!`);
  await one.close();

  const again = await kit.connected({ store });
  const withBob = again.conversations.withUser(BOB);
  kit.peer.last.send(saved(longest, 50));
  kit.peer.last.send(liveFromBob(2));
  await eventually(() => withBob.snapshot.lastSeq === 2, 'what comes after a draft');
  expect(withBob.savedDraft).toEqual({ text: `${longest}!`, replyTo: undefined, savedAt: undefined });

  withBob.saveDraft('short');
  await kit.peer.until(() => asked().length > 0, 'the saving');
  expect(asked()).toEqual(['short']);
});

test('a draft outlives the page, and is saved by the next one if it was not', async () => {
  const store = new MemoryStore();
  kit.peer.script('sync', () => synced());
  const one = await kit.connected({ store });
  one.conversations.withUser(BOB).saveDraft('half a thought');
  await one.close();

  const again = kit.client({ store });
  await again.restore();
  expect(again.conversations.withUser(BOB).savedDraft?.text).toBe('half a thought');
  kit.peer.script('saveDraft', (frame) => saved((frame.value as SaveDraft).text, 10));
  await again.connect();
  await eventually(() => again.conversations.withUser(BOB).savedDraft?.savedAt !== undefined, 'the saving');
});

// ---------------------------------------------------------------------------------------------------- lists

test('messages are found by what is known of them, page by page', async () => {
  const message = { conversation: WITH_BOB, seq: '3', ordinal: '3', sender: BOB, kind: 'MESSAGE_KIND_TEXT' };
  kit.peer.restScript = ({ path }) =>
    path.includes('/found-messages')
      ? {
          status: 200,
          body: path.includes('before=')
            ? { conversation: WITH_BOB }
            : {
                messages: [{ ...message, sentAtMs: '5', body: { text: 'hi' } }],
                nextBeforeOrdinal: '3',
                later: 'unknown',
              },
        }
      : undefined;
  const [, withBob] = await alice();

  const query = { sender: BOB, kind: 'text', sentAfter: new Date(1), sentBefore: new Date(9) } as const;
  const page = await withBob.search(query, { limit: 1 });
  expect(page).toMatchObject({ items: [{ seq: 3, content: { kind: 'text', text: 'hi' } }], next: '3' });
  expect(await withBob.search({}, { cursor: '3' })).toEqual({ items: [], next: undefined });
  expect(kit.peer.rest.map(({ path }) => path).filter((path) => path.includes('found'))).toEqual([
    `/v1/conversations/${WITH_BOB}/found-messages?sender=${BOB}&kind=MESSAGE_KIND_TEXT&sentAfterMs=1&sentBeforeMs=9&limit=1`,
    `/v1/conversations/${WITH_BOB}/found-messages?before=3`,
  ]);
});

test('who reacted and what mentions the user are read as pages', async () => {
  kit.peer.restScript = ({ path }) => {
    if (path.includes('/reactions')) {
      return { status: 200, body: { reactors: [{ user: BOB, reaction: '👍' }], next: 'x' } };
    }
    return path.startsWith('/v1/mentions')
      ? {
          status: 200,
          body: { messages: [{ conversation: WITH_BOB, seq: '3', ordinal: '3', sender: BOB }], next: 'AQ==' },
        }
      : undefined;
  };
  const [client, withBob] = await alice();

  expect(await withBob.reactors(3)).toEqual({ items: [{ user: BOB, reaction: '👍' }], next: 'x' });
  expect(await client.conversations.mentions({ cursor: 'AQ==' })).toMatchObject({ items: [{ seq: 3 }], next: 'AQ==' });
  expect(kit.peer.rest.at(-1)?.path).toBe('/v1/mentions?cursor=AQ%3D%3D');
});

import { expect, test } from 'vitest';
import type { Conversation, Message, WarblerClient } from '../src/api.js';
import { HiddenSeqs, united } from '../src/conversation/hidden-seqs.js';
import { MemoryStore } from '../src/store/memory-store.js';
import { ConversationKind, ErrorCode, EventKind, MessageKind } from '../src/wire/generated.js';
import { eventually, fromBob, Kit, liveFromBob, texts } from './kit.js';
import { ALICE, BOB, type Reply, WITH_BOB } from './peer.js';

const kit = new Kit();
const WORDS = ['message 1', 'message 2', 'message 3', 'message 4'];

function hidden(...seqs: number[]): Reply {
  const ranges = seqs.map((seq) => ({ first: BigInt(seq), last: BigInt(seq) }));
  return { case: 'hiddenMessages', value: { conversation: WITH_BOB, ranges, updatedAtMs: 5n } };
}

/** Three messages of Bob's, and an answer to the second one. */
async function alice(store = new MemoryStore()): Promise<[WarblerClient, Conversation]> {
  const client = await kit.connected({ store });
  [1, 2, 3].forEach((seq) => {
    kit.peer.last.send(liveFromBob(seq));
  });
  const reply = { seq: 2n, ordinal: 2n, sender: BOB, kind: MessageKind.TEXT, text: 'message 2' };
  kit.peer.last.send({ case: 'message', value: { ...fromBob(4), reply } });
  const withBob = client.conversations.withUser(BOB);
  await eventually(() => withBob.timeline.items.length === 4, 'the messages');
  return [client, withBob];
}

async function kept(store: MemoryStore): Promise<string> {
  const user = await store.openUser(ALICE);
  const items = await user.readItems(WITH_BOB, { fromSeq: 1, beforeSeq: 99, limit: 99 });
  return JSON.stringify([items, (await user.loadState()).conversations]);
}

test('what the user hides leaves the timeline, its quotes and the store, for good', async () => {
  const store = new MemoryStore();
  const [client, withBob] = await alice(store);
  await expect.poll(() => kept(store)).toContain('message 2');
  kit.peer.script('hideMessages', () => hidden(2));
  const others: Message[] = [];
  withBob.on('messageChanged', (message) => others.push(message));

  await withBob.hide([2]);

  expect(kit.peer.last.asked('hideMessages').map(({ seqs }) => seqs)).toEqual([[2n]]);
  expect(texts(client)).toEqual(['message 1', 'message 3', 'message 4']);
  expect(withBob.timeline.items.at(-1)).toMatchObject({ replyTo: { seq: 2, sender: '', kind: 'hidden', text: '' } });
  expect(others.map(({ seq, content }) => [seq, content.kind])).toEqual([
    [2, 'hidden'],
    [4, 'text'],
  ]);
  expect(withBob.snapshot).toMatchObject({ unreadCount: 4, lastSeq: 4 });
  await expect.poll(() => kept(store)).not.toContain('message 2');
  await client.close();

  const again = kit.client({ store });
  await again.restore();
  const conversation = again.conversations.withUser(BOB);
  await conversation.loadOlder();
  expect(texts(again)).toEqual(['message 1', 'message 3', 'message 4']);
});

test('what another device hid leaves the timeline, whatever is told of it afterwards', async () => {
  const [client, withBob] = await alice();

  kit.peer.last.send(hidden(4));
  await eventually(() => withBob.timeline.items.length === 3, 'one less');
  expect(withBob.snapshot.lastMessage).toBeUndefined();
  kit.peer.last.send({
    case: 'event',
    value: {
      conversation: WITH_BOB,
      seq: 5n,
      ordinal: 4n,
      actor: BOB,
      kind: EventKind.MESSAGE_CHANGE,
      messageChange: {
        targetSeq: 4n,
        what: { case: 'edited', value: { body: { content: { case: 'text', value: 'again' } } } },
      },
    },
  });
  kit.peer.last.send(hidden(1));
  await eventually(() => withBob.snapshot.lastSeq === 5 && withBob.timeline.items.length === 2, 'the edit');

  expect(texts(client)).toEqual(['message 2', 'message 3']);
});

test('an absence ends with what was hidden meanwhile', async () => {
  const [client, withBob] = await alice();
  const entry = {
    conversation: WITH_BOB,
    kind: ConversationKind.DIRECT,
    peer: BOB,
    lastSeq: 5n,
    lastOrdinal: 5n,
    unreadCount: 5n,
    lastMessage: { ...fromBob(5), kind: MessageKind.UNSPECIFIED, body: undefined, hidden: true },
    hidden: { ranges: [{ first: 2n, last: 3n }] },
  };
  const messages = [{ ...fromBob(5), kind: MessageKind.UNSPECIFIED, body: undefined, hidden: true }];
  kit.peer.script('sync', () => ({
    case: 'sync',
    value: { token: new Uint8Array([2]), conversations: [{ entry, messages }] },
  }));
  const told: Message[] = [];
  client.on('message', (message) => told.push(message));

  kit.peer.last.cut();
  await eventually(() => withBob.snapshot.lastSeq === 5, 'the sync');

  expect(texts(client)).toEqual(['message 1', 'message 4']);
  expect(withBob.snapshot.lastMessage).toBeUndefined();
  expect(told).toEqual([]);
});

test('a refusal is told, and nothing is hidden', async () => {
  const [client, withBob] = await alice();
  kit.peer.script('hideMessages', () => ({ case: 'error', value: { code: ErrorCode.MESSAGE_UNKNOWN, message: 'x' } }));

  await expect(withBob.hide([9])).rejects.toMatchObject({ code: 'MESSAGE_UNKNOWN' });

  expect(texts(client)).toEqual(WORDS);
});

test('sets of hidden messages are united in any order', () => {
  const seqs = new HiddenSeqs();

  expect(seqs.add([{ first: 5, last: 6 }])).toBe(true);
  expect(seqs.add([{ first: 6, last: 6 }])).toBe(false);
  expect(seqs.add([{ first: 2, last: 4 }])).toBe(true);
  expect(seqs.ranges).toEqual([{ first: 2, last: 6 }]);
  expect([1, 2, 6, 7].map((seq) => seqs.has(seq))).toEqual([false, true, true, false]);
  expect(united([{ first: 1, last: 9 }], [{ first: 3, last: 4 }])).toEqual([{ first: 1, last: 9 }]);
});

import { expect, test } from 'vitest';
import type { Message } from '../src/api.js';
import { MemoryStore } from '../src/store/memory-store.js';
import { ConversationKind, ErrorCode, EventKind, type ReadHistory } from '../src/wire/generated.js';
import { eventually, fromBob, Kit, liveFromBob, StubbornStore, texts } from './kit.js';
import { ALICE, BOB, type Reply, WITH_BOB } from './peer.js';

const kit = new Kit();

/** A sync that tells of the conversation with Bob. */
function synced(
  seqs: readonly number[],
  lastSeq: number,
  more: { gap?: boolean; unread?: number; readSeq?: number } = {},
): Reply {
  const entry = {
    conversation: WITH_BOB,
    kind: ConversationKind.DIRECT,
    peer: BOB,
    lastSeq: BigInt(lastSeq),
    lastOrdinal: BigInt(lastSeq),
    lastMessage: fromBob(lastSeq),
    unreadCount: BigInt(more.unread ?? 0),
    readSeq: BigInt(more.readSeq ?? 0),
  };
  const delta = { entry, messages: seqs.map((seq) => fromBob(seq)), gap: more.gap ?? false };
  return { case: 'sync', value: { token: new Uint8Array([7]), conversations: [delta] } };
}

function history(seqs: readonly number[], lastSeq: number, more = false): Reply {
  const messages = seqs.map((seq) => fromBob(seq));
  return { case: 'history', value: { conversation: WITH_BOB, messages, lastSeq: BigInt(lastSeq), more } };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Answers as a server that has messages 1 to `last`. */
function withHistory(last: number): void {
  kit.peer.script('readHistory', (asked) => {
    const { from, limit } = asked.value as ReadHistory;
    const before = from.case === 'beforeOrdinal' ? Number(from.value) : 0;
    const first = Math.max(1, before - limit);
    return history(range(first, before - 1), last, first > 1);
  });
}

const expected = (seqs: readonly number[]) => seqs.map((seq) => `message ${seq}`);

test('live messages are told once, in order, whatever arrives how often and in which order', async () => {
  const alice = await kit.connected();
  const told: (number | undefined)[] = [];
  alice.on('message', ({ seq }) => told.push(seq));

  for (const seq of [1, 3, 2, 2, 1, 3, 4]) {
    kit.peer.last.send(liveFromBob(seq));
  }
  await eventually(() => told.length >= 4, 'four messages');

  expect(told).toEqual([1, 2, 3, 4]);
  expect(texts(alice)).toEqual(expected([1, 2, 3, 4]));
  expect(kit.peer.last.asked('readHistory')).toEqual([]);
});

test('a gap is read after the cursor, and what waits beyond it follows', async () => {
  kit.peer.script('readHistory', (asked) => {
    const { from } = asked.value as ReadHistory;
    return history(from.case === 'after' && from.value.seq === 1n ? [2, 3] : [], 4);
  });
  const alice = await kit.connected();

  kit.peer.last.send(liveFromBob(1));
  kit.peer.last.send(liveFromBob(4));
  await eventually(() => texts(alice).length === 4, 'the gap to close');

  expect(texts(alice)).toEqual(expected([1, 2, 3, 4]));
  expect(kit.peer.last.asked('readHistory')).toMatchObject([
    { conversation: WITH_BOB, from: { case: 'after', value: { seq: 1n, ordinal: 1n } } },
  ]);
});

test('a long gap is read page by page until nothing is missing', async () => {
  kit.peer.script('readHistory', (asked) => {
    const { from, limit } = asked.value as ReadHistory;
    const after = from.case === 'after' ? Number(from.value.seq) : 0;
    return history(range(after + 1, Math.min(after + limit, 250)), 250, after + limit < 250);
  });
  const alice = await kit.connected();

  kit.peer.last.send({ case: 'behind', value: { conversation: WITH_BOB, lastSeq: 250n } });
  await eventually(() => texts(alice).length === 250, 'all 250');

  expect(texts(alice)).toEqual(expected(range(1, 250)));
  expect(kit.peer.last.asked('readHistory')).toHaveLength(3);
  expect(alice.conversations.get(WITH_BOB)?.timeline.catchingUp).toBe(false);
});

test('a reader that cannot see it yet is asked again', async () => {
  let asked = 0;
  kit.peer.script('readHistory', () =>
    ++asked < 3
      ? { case: 'history', value: { conversation: WITH_BOB, notYet: true, lastSeq: 0n } }
      : history([1, 2], 2),
  );
  const alice = await kit.connected();

  kit.peer.last.send({ case: 'behind', value: { conversation: WITH_BOB, lastSeq: 2n } });
  await eventually(() => texts(alice).length === 2, 'both');

  expect(asked).toBe(3);
});

test('an ack does not hide what the peer wrote before it', async () => {
  kit.peer.script('send', (asked) => ({
    case: 'ack',
    value: {
      conversation: WITH_BOB,
      seq: 2n,
      ordinal: 2n,
      clientMessageId: (asked.value as { clientMessageId: string }).clientMessageId,
    },
  }));
  kit.peer.script('readHistory', () => history([1], 2));
  const alice = await kit.connected();
  const own = alice.conversations.withUser(BOB);

  const result = await own.send('mine');

  expect(result).toMatchObject({ status: 'sent', message: { seq: 2 } });
  await eventually(() => texts(alice).length === 2, "the peer's");
  expect(texts(alice)).toEqual(['message 1', 'mine']);
});

test('resync makes the client sync and watch again', async () => {
  const alice = await kit.connected();
  alice.presence.watch([BOB], () => undefined);
  await kit.peer.until(() => kit.peer.last.asked('watchPresence').length === 1, 'a watch');

  kit.peer.last.send({ case: 'resync', value: {} });
  await kit.peer.until(
    () => kit.peer.last.asked('sync').length === 2 && kit.peer.last.asked('watchPresence').length === 2,
    'both again',
  );
  expect(kit.peer.last.asked('sync')[1]?.token).toEqual(new Uint8Array([1]));
});

test('after a loss the client presents the token and how far it holds what moved since', async () => {
  const alice = await kit.connected();
  kit.peer.last.send(liveFromBob(1));
  await eventually(() => texts(alice).length === 1, 'the first');
  kit.peer.script('sync', () => synced([2, 3], 3));

  kit.peer.last.cut();
  await eventually(() => texts(alice).length === 3, 'what was missed');

  expect(kit.peer.connections).toHaveLength(2);
  expect(kit.peer.last.asked('sync')).toMatchObject([
    { token: new Uint8Array([1]), cursors: [{ conversation: WITH_BOB, seq: 1n, ordinal: 1n }] },
  ]);
  expect(texts(alice)).toEqual(expected([1, 2, 3]));
});

test('a cut sync is asked again with the new token, and its gap is filled', async () => {
  let asked = 0;
  kit.peer.script('sync', () => {
    asked++;
    return asked === 1
      ? { case: 'sync', value: { token: new Uint8Array([5]), more: true } }
      : synced([9, 10], 10, { gap: true });
  });
  kit.peer.script('readHistory', () => history(range(1, 8), 10));
  const store = new MemoryStore();
  const alice = await kit.alice({ store });
  await alice.connect();

  expect(kit.peer.last.asked('sync').map(({ token }) => [...token])).toEqual([[], [5]]);
  expect(texts(alice)).toEqual(expected([9, 10]));
  expect(alice.conversations.get(WITH_BOB)?.timeline.hasOlder).toBe(true);
});

test('a refused token is given up, what is held stays', async () => {
  const alice = await kit.connected();
  kit.peer.last.send(liveFromBob(1));
  await eventually(() => texts(alice).length === 1, 'the first');
  kit.peer.script('sync', (asked) =>
    (asked.value as { token: Uint8Array }).token.length > 0
      ? { case: 'error', value: { code: ErrorCode.FIELD_INVALID, message: 'token' } }
      : synced([1, 2], 2),
  );

  kit.peer.last.cut();
  await eventually(() => texts(alice).length === 2, 'the second');

  expect(texts(alice)).toEqual(expected([1, 2]));
});

test('what the very first sync brings is history: shown, counted, not told as new', async () => {
  kit.peer.script('sync', () => synced([4, 5], 5, { unread: 3, readSeq: 2 }));
  const alice = await kit.alice();
  const told: Message[] = [];
  alice.on('message', (message) => told.push(message));
  await alice.connect();

  expect(texts(alice)).toEqual(expected([4, 5]));
  expect(told).toEqual([]);
  expect(alice.conversations.list).toHaveLength(1);
  expect(alice.conversations.unreadCount).toBe(3);
  kit.peer.last.send(liveFromBob(6));
  await eventually(() => told.length === 1, 'the new one');
  expect(alice.conversations.unreadCount).toBe(4);
});

test('unread falls with the marker, and the marker of a moment is sent once', async () => {
  const alice = await kit.connected();
  for (const seq of range(1, 5)) {
    kit.peer.last.send(liveFromBob(seq));
  }
  await eventually(() => texts(alice).length === 5, 'five');
  const conversation = alice.conversations.get(WITH_BOB);
  expect(conversation?.snapshot.unreadCount).toBe(5);

  conversation?.markRead(2);
  conversation?.markRead(4);
  conversation?.markRead(3);
  expect(conversation?.snapshot).toMatchObject({ unreadCount: 1, readSeq: 4 });

  await kit.peer.until(() => kit.peer.last.asked('markRead').length > 0, 'a mark');
  await alice.account.profile().catch(() => undefined);
  expect(kit.peer.last.asked('markRead')).toMatchObject([{ seq: 4n }]);
});

test('a marker that was not taken is sent by the next page', async () => {
  kit.peer.script('markRead', () => undefined);
  const store = new MemoryStore();
  const alice = await kit.connected({ store });
  kit.peer.last.send(liveFromBob(1));
  await eventually(() => texts(alice).length === 1, 'one');
  alice.conversations.get(WITH_BOB)?.markRead();
  await kit.peer.until(() => kit.peer.last.asked('markRead').length > 0, 'a mark');
  await alice.close();
  kit.peer.scripts.delete('markRead');

  const again = kit.client({ store });
  await again.restore();
  expect(again.conversations.unreadCount).toBe(0);
  await again.connect();
  await kit.peer.until(() => kit.peer.last.asked('markRead').length === 1, 'the mark again');
  expect(kit.peer.last.asked('markRead')).toMatchObject([{ conversation: WITH_BOB, seq: 1n }]);
});

test("ticks turn to delivered and read with the peer's markers, and with the peer's answer", async () => {
  let seq = 0;
  kit.peer.script('send', (asked) => {
    seq++;
    const { clientMessageId } = asked.value as { clientMessageId: string };
    return {
      case: 'ack',
      value: { conversation: WITH_BOB, seq: BigInt(seq), ordinal: BigInt(seq), clientMessageId },
    };
  });
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  await conversation.send('one');
  await conversation.send('two');
  const statuses = () => conversation.timeline.items.map((item) => (item.type === 'message' ? item.status : ''));

  kit.peer.last.send({ case: 'readReceipt', value: { conversation: WITH_BOB, user: BOB, deliveredSeq: 1n } });
  await eventually(() => statuses()[0] === 'delivered', 'the first tick');
  expect(statuses()).toEqual(['delivered', 'sent']);
  kit.peer.last.send({ case: 'readReceipt', value: { conversation: WITH_BOB, user: BOB, seq: 1n } });
  await eventually(() => statuses()[0] === 'read', 'the second tick');
  expect(statuses()).toEqual(['read', 'sent']);
  expect(conversation.snapshot).toMatchObject({ peerReadSeq: 1, peerDeliveredSeq: 1 });
  kit.peer.last.send({ case: 'readReceipt', value: { conversation: WITH_BOB, user: ALICE, seq: 2n } });
  kit.peer.last.send(liveFromBob(3));
  await eventually(() => statuses().length === 3, 'the answer');
  expect(statuses()).toEqual(['read', 'read', 'received']);
});

test('what came is said to be delivered, once for many, and not when it was read', async () => {
  kit.peer.script('sync', () => synced([1, 2, 3], 3, { unread: 3 }));
  const alice = await kit.connected();
  const said = () => kit.peer.last.asked('markDelivered').map(({ seq }) => seq);
  await kit.peer.until(() => said().length > 0, 'what the sync brought');
  expect(said()).toEqual([3n]);

  alice.on('message', ({ seq }) => {
    if (seq === 4) {
      alice.conversations.get(WITH_BOB)?.markRead();
    }
  });
  for (const seq of [4, 5, 6]) {
    kit.peer.last.send(liveFromBob(seq));
  }
  await kit.peer.until(() => said().at(-1) === 6n, 'two that were not read');
  expect(said()).not.toContain(4n);
});

test('what an earlier run did not say is said by the next one', async () => {
  kit.peer.script('sync', () => synced([1], 1, { unread: 1 }));
  kit.peer.script('markDelivered', () => undefined);
  const store = new MemoryStore();
  const alice = await kit.connected({ store });
  await kit.peer.until(() => kit.peer.last.asked('markDelivered').length > 0, 'a mark');
  await alice.close();
  kit.peer.scripts.delete('markDelivered');
  kit.peer.script('sync', () => ({ case: 'sync', value: { token: new Uint8Array([2]) } }));

  await kit.connected({ store });
  await kit.peer.until(() => kit.peer.last.asked('markDelivered').length === 1, 'the mark again');
  expect(kit.peer.last.asked('markDelivered')).toMatchObject([{ conversation: WITH_BOB, seq: 1n }]);
});

test('older messages come from the server page by page, down to the first', async () => {
  kit.peer.script('sync', () => synced(range(101, 130), 130));
  withHistory(130);
  const alice = await kit.connected();
  const conversation = alice.conversations.get(WITH_BOB);

  expect(await conversation?.loadOlder(60)).toBe(true);
  expect(texts(alice)).toEqual(expected(range(41, 130)));
  expect(await conversation?.loadOlder(60)).toBe(false);
  expect(texts(alice)).toEqual(expected(range(1, 130)));
  expect(await conversation?.loadOlder(60)).toBe(false);
  expect(kit.peer.last.asked('readHistory')).toHaveLength(2);
});

test('what was trimmed and what an earlier page loaded come from the store', async () => {
  kit.peer.script('sync', () => synced(range(101, 130), 130));
  const store = new MemoryStore();
  const alice = await kit.connected({ store });
  const conversation = alice.conversations.get(WITH_BOB);
  conversation?.trim(10);
  expect(texts(alice)).toEqual(expected(range(121, 130)));
  await conversation?.loadOlder(15);
  expect(texts(alice)).toEqual(expected(range(106, 130)));
  await alice.close();

  const again = kit.client({ store });
  await again.restore();
  const kept = again.conversations.get(WITH_BOB);
  expect(kept?.snapshot.lastMessage).toMatchObject({ seq: 130 });
  await kept?.loadOlder(20);
  expect(texts(again)).toEqual(expected(range(111, 130)));
  expect(await kept?.loadAround(101)).toBe(true);
  expect(texts(again)).toEqual(expected(range(101, 130)));
  await expect(kept?.loadOlder()).rejects.toMatchObject({ code: 'NO_ANSWER' });
  expect(kit.peer.connections.flatMap((connection) => connection.asked('readHistory'))).toEqual([]);
});

test('what was let go at the end is loaded again, with what came meanwhile', async () => {
  kit.peer.script('sync', () => synced(range(101, 130), 130));
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  conversation.trim(10, 'oldest');
  expect(texts(alice)).toEqual(expected(range(101, 110)));
  expect(conversation.timeline.hasNewer).toBe(true);

  kit.peer.last.send(liveFromBob(131));
  await eventually(() => conversation.snapshot.lastSeq === 131, 'the message');
  expect(texts(alice)).toEqual(expected(range(101, 110)));
  expect(await conversation.loadNewer(15)).toBe(true);
  expect(texts(alice)).toEqual(expected(range(101, 125)));
  expect(await conversation.loadNewer(15)).toBe(false);
  expect(texts(alice)).toEqual(expected(range(101, 131)));
  kit.peer.last.send(liveFromBob(132));
  await eventually(() => conversation.timeline.items.length === 32, 'the message in the timeline');
});

test('who has let the newest go comes back to them at once', async () => {
  kit.peer.script('sync', () => synced(range(101, 130), 130));
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  conversation.trim(5, 'oldest');
  const sending = conversation.send('hello');
  expect(conversation.timeline.items).toHaveLength(5);

  await conversation.toNewest();
  expect(conversation.timeline.hasNewer).toBe(false);
  expect(conversation.timeline.items.at(-1)).toMatchObject({ status: 'sending' });
  expect(texts(alice).slice(0, 30)).toEqual(expected(range(101, 130)));
  await alice.close();
  expect(await sending).toEqual({ status: 'kept' });
});

test('what could not be kept leaves no hole: it is read from the server again, or not at all', async () => {
  kit.peer.script('sync', () => synced(range(101, 130), 130));
  withHistory(140);
  const store = new StubbornStore();
  const faults: unknown[] = [];
  const alice = await kit.connected({ store, onFault: (fault) => faults.push(fault) });
  const conversation = alice.conversations.withUser(BOB);
  const user = await store.openUser(ALICE);
  const kept = () => user.readItems(WITH_BOB, { fromSeq: 1, beforeSeq: 999, limit: 999 });
  await expect.poll(async () => (await kept()).length).toBe(30);

  store.savesState = false;
  range(131, 140).forEach((seq) => {
    kit.peer.last.send(liveFromBob(seq));
  });
  await eventually(() => conversation.timeline.items.length === 40, 'the messages');
  conversation.trim(5);
  await conversation.loadOlder(15);
  expect(texts(alice)).toEqual(expected(range(121, 140)));
  conversation.trim(10, 'oldest');
  await expect(conversation.loadNewer()).rejects.toMatchObject({ code: 'STORE_FAILED' });
  expect(texts(alice)).toEqual(expected(range(121, 130)));
  await conversation.toNewest();
  expect(texts(alice)).toEqual(expected(range(91, 140)));
  expect(faults).not.toEqual([]);
  store.savesState = true;
});

test('of what is let go one item stays, before which the others are loaded again', async () => {
  kit.peer.script('sync', () => synced(range(101, 130), 130));
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  conversation.trim(0);
  expect(texts(alice)).toEqual(expected([130]));
  await conversation.loadOlder(9);
  expect(texts(alice)).toEqual(expected(range(121, 130)));
  conversation.trim(0, 'oldest');
  expect(texts(alice)).toEqual(expected([121]));
});

/**
 * Answers as a server that has messages 1 to `last`, from wherever it is asked, but for a position that was lost.
 *
 * @param atMost so many on a page, whatever is asked for: as if the changes among them had filled it
 */
function withAll(last: number, lost?: number, atMost = Infinity): void {
  kit.peer.script('readHistory', (asked) => {
    const { from, limit } = asked.value as ReadHistory;
    const first =
      from.case === 'aroundSeq'
        ? Number(from.value) - limit / 2
        : from.case === 'after'
          ? Number(from.value.seq) + 1
          : Number(from.value) - limit;
    const room = Math.min(limit, atMost);
    const to = from.case === 'beforeOrdinal' ? Number(from.value) - 1 : Math.min(last, first + room - 1);
    const seqs = range(Math.max(1, first), to);
    const messages = seqs.filter((seq) => seq !== lost).map((seq) => fromBob(seq));
    const events = seqs
      .filter((seq) => seq === lost)
      .map((seq) => ({ conversation: WITH_BOB, seq: BigInt(seq), ordinal: BigInt(seq), kind: EventKind.LOST }));
    const more = from.case === 'beforeOrdinal' ? first > 1 : to < last;
    return { case: 'history', value: { conversation: WITH_BOB, messages, events, lastSeq: BigInt(last), more } };
  });
}

test('an item that lies near is loaded with all between, and whether it is there is told', async () => {
  kit.peer.script('sync', () => synced(range(6_001, 6_010), 6_010));
  withAll(6_010, 5_950);
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  const pages = () => kit.peer.last.asked('readHistory').length;

  expect(await conversation.loadAround(6_011)).toBe(false);
  expect(await conversation.loadAround(0)).toBe(false);
  expect(pages()).toBe(0);
  expect(await conversation.loadAround(5_901)).toBe(true);
  expect(pages()).toBe(1);
  expect(await conversation.loadAround(5_950)).toBe(false);
  expect(texts(alice)).toHaveLength(109);
  conversation.trim(10, 'oldest');
  expect(await conversation.loadAround(5_995)).toBe(true);
  expect(conversation.timeline).toMatchObject({ hasOlder: true, hasNewer: false });
  expect(pages()).toBe(1);
});

test('of an item far away what stands around it is loaded, and from there all up to the newest', async () => {
  kit.peer.script('sync', () => synced(range(6_001, 6_010), 6_010));
  withAll(6_010);
  const store = new MemoryStore();
  const alice = await kit.connected({ store });
  const conversation = alice.conversations.withUser(BOB);
  const told: number[] = [];
  alice.on('message', ({ seq = 0 }) => told.push(seq));

  expect(await conversation.loadAround(300)).toBe(true);
  expect(kit.peer.last.asked('readHistory')).toHaveLength(1);
  expect(texts(alice)).toEqual(expected(range(250, 349)));
  expect(conversation.timeline).toMatchObject({ hasOlder: true, hasNewer: true });

  kit.peer.last.send(liveFromBob(6_011));
  await eventually(() => told.length === 1, 'the new message');
  expect(texts(alice)).toEqual(expected(range(250, 349)));
  await conversation.loadOlder(20);
  await conversation.loadNewer(20);
  expect(texts(alice)).toEqual(expected(range(230, 369)));
  while (await conversation.loadNewer(100));
  expect(texts(alice)).toEqual(expected(range(230, 6_011)));
  expect(told).toEqual([6_011]);

  // what was read so far away is not kept: the store holds one stretch without a hole
  await alice.close();
  const again = kit.client({ store });
  await again.restore();
  const kept = again.conversations.withUser(BOB);
  await kept.loadOlder(100);
  expect(texts(again)).toEqual(expected(range(6_001, 6_011)));
  await expect(kept.loadAround(300)).rejects.toMatchObject({ code: 'NO_ANSWER' });
  expect(texts(again)).toEqual(expected(range(6_001, 6_011)));
});

test('who jumped far away comes back to the newest at once', async () => {
  kit.peer.script('sync', () => synced(range(6_001, 6_010), 6_010));
  withAll(6_010);
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  await conversation.loadAround(300);

  await conversation.toNewest();

  expect(texts(alice)).toEqual(expected(range(6_001, 6_010)));
  expect(kit.peer.last.asked('readHistory')).toHaveLength(1);
});

test('where so much happened that a page ends before the item, the next ones are read', async () => {
  kit.peer.script('sync', () => synced(range(6_001, 6_010), 6_010));
  withAll(6_010, undefined, 20);
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);

  expect(await conversation.loadAround(300)).toBe(true);

  expect(kit.peer.last.asked('readHistory')).toHaveLength(3);
  expect(texts(alice)).toEqual(expected(range(250, 309)));
});

test('of two jumps at once the later one counts, whichever is answered first', async () => {
  kit.peer.script('sync', () => synced(range(6_001, 6_010), 6_010));
  const late: (() => void)[] = [];
  kit.peer.script('readHistory', (asked, connection) => {
    const requestId = connection.frames.at(-1)?.requestId;
    const around = Number((asked.value as ReadHistory).from.value);
    late.push(() => {
      connection.send(history(range(around - 50, around + 49), 6_010, true), requestId);
    });
    return undefined;
  });
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);

  const first = conversation.loadAround(300);
  const second = conversation.loadAround(3_000);
  await kit.peer.until(() => late.length === 2, 'both questions');
  late[1]?.();
  expect(await second).toBe(true);
  late[0]?.();
  expect(await first).toBe(false);

  expect(texts(alice)).toEqual(expected(range(2_950, 3_049)));
});

test('around an item that is kept nothing is asked, and what the user may not read changes nothing', async () => {
  kit.peer.script('sync', () => synced(range(5_001, 5_600), 5_600));
  kit.peer.script('readHistory', () => history(range(4_900, 4_990), 5_600, true));
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  conversation.trim(10);

  expect(await conversation.loadAround(5_100)).toBe(true);
  expect(texts(alice)).toEqual(expected(range(5_050, 5_149)));
  expect(kit.peer.last.asked('readHistory')).toEqual([]);
  expect(await conversation.loadAround(17)).toBe(false);
  expect(texts(alice)).toEqual(expected(range(5_050, 5_149)));
});

test('a server that has no more than it says ends the loading of an item', async () => {
  kit.peer.script('sync', () => synced(range(101, 110), 110));
  kit.peer.script('readHistory', () => history([], 110, true));
  const alice = await kit.connected();

  expect(await alice.conversations.withUser(BOB).loadAround(50)).toBe(false);
  expect(kit.peer.last.asked('readHistory')).toHaveLength(1);
});

test('all of a conversation that was let go at the beginning is loaded again', async () => {
  kit.peer.script('sync', () => synced(range(1, 30), 30));
  kit.peer.script('readHistory', () => history([], 30, false));
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  expect(await conversation.loadOlder()).toBe(false);
  conversation.trim(10);
  expect(conversation.timeline.hasOlder).toBe(true);
  await conversation.loadOlder(50);
  expect(texts(alice)).toEqual(expected(range(1, 30)));
});

test('typing is shown until a message comes, and said once in 3 s', async () => {
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  kit.peer.last.send({ case: 'typing', value: { conversation: WITH_BOB, user: BOB } });
  await eventually(() => conversation.typingUsers.length === 1, 'typing');
  kit.peer.last.send(liveFromBob(1));
  await eventually(() => conversation.typingUsers.length === 0, 'no typing');

  conversation.typing();
  conversation.typing();
  await kit.peer.until(() => kit.peer.last.asked('typing').length > 0, 'a signal');
  await alice.account.profile().catch(() => undefined);
  expect(kit.peer.last.asked('typing')).toMatchObject([{ to: { case: 'user', value: BOB } }]);
});

test('listeners that throw disturb nobody', async () => {
  const faults: unknown[] = [];
  const alice = await kit.connected({ onFault: (fault) => faults.push(fault) });
  const told: (number | undefined)[] = [];
  alice.on('message', () => {
    throw new Error('of the application');
  });
  const stop = alice.on('message', ({ seq }) => told.push(seq));

  kit.peer.last.send(liveFromBob(1));
  await eventually(() => told.length === 1, 'one');
  stop();
  kit.peer.last.send(liveFromBob(2));
  await eventually(() => texts(alice).length === 2, 'two');

  expect(told).toEqual([1]);
  expect(faults).toHaveLength(2);
});

test('what a gap held back is not counted as unread a second time', async () => {
  const alice = await kit.connected();
  kit.peer.last.send(liveFromBob(1));
  await eventually(() => texts(alice).length === 1, 'the first');
  kit.peer.script('sync', () => synced([9, 10], 10, { gap: true, unread: 9, readSeq: 1 }));
  kit.peer.script('readHistory', () => history(range(2, 8), 10));

  kit.peer.last.cut();
  await eventually(() => texts(alice).length === 10, 'the gap to close');

  expect(texts(alice)).toEqual(expected(range(1, 10)));
  expect(alice.conversations.unreadCount).toBe(9);
  alice.conversations.get(WITH_BOB)?.markRead();
  expect(alice.conversations.unreadCount).toBe(0);
});

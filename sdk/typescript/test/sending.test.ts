import { bytesToHex } from '@noble/hashes/utils.js';
import { expect, test } from 'vitest';
import type { Message } from '../src/api.js';
import { Backoff } from '../src/link/backoff.js';
import { MemoryStore } from '../src/store/memory-store.js';
import { ErrorCode, type SendMessage } from '../src/wire/generated.js';
import { eventually, IMPATIENT, Kit, QUICK, StubbornStore, texts } from './kit.js';
import { ALICE, BOB, type PeerConnection, type Reply, WITH_BOB } from './peer.js';

const kit = new Kit();

function ack(send: SendMessage, seq: number): Reply {
  return {
    case: 'ack',
    value: {
      conversation: WITH_BOB,
      seq: BigInt(seq),
      ordinal: BigInt(seq),
      sentAtMs: 1_795_328_400_000n,
      clientMessageId: send.clientMessageId,
    },
  };
}

/** Accepts every number once, as the server does; answers repeats alike. */
function acceptAll(): void {
  const verdicts = new Map<string, number>();
  kit.peer.script('send', (asked) => {
    const send = asked.value as SendMessage;
    const key = `${bytesToHex(send.outbox)}/${send.number}`;
    verdicts.set(key, verdicts.get(key) ?? verdicts.size + 1);
    return ack(send, verdicts.get(key) ?? 0);
  });
}

function refusal(code: ErrorCode, more: { final?: boolean; nextNumber?: bigint; retryAfterMs?: number } = {}): Reply {
  return { case: 'error', value: { code, message: 'scripted', conversation: WITH_BOB, ...more } };
}

const sends = (connection: PeerConnection) => connection.asked('send');
const numbers = (connection: PeerConnection) => sends(connection).map(({ number }) => Number(number));

test('a message is shown at once, numbered from 1, and sent when it is acked', async () => {
  acceptAll();
  const alice = await kit.connected();
  const told: Message[] = [];
  alice.on('message', (message) => told.push(message));
  alice.on('messageChanged', (message) => told.push(message));

  const conversation = alice.conversations.withUser(BOB);
  const result = conversation.send('hello');

  expect(conversation.id).toBe(WITH_BOB);
  expect(conversation.timeline.items).toMatchObject([{ status: 'sending', seq: undefined, sender: ALICE }]);
  expect(await result).toMatchObject({ status: 'sent', message: { seq: 1, ordinal: 1, status: 'sent' } });
  expect(conversation.timeline.items).toMatchObject([{ status: 'sent', seq: 1, content: { text: 'hello' } }]);
  expect(told.map(({ status }) => status)).toEqual(['sending', 'sent']);
  expect(new Set(told.map(({ key }) => key)).size).toBe(1);
  expect(sends(kit.peer.last)).toMatchObject([{ to: { case: 'user', value: BOB }, number: 1n }]);
  expect(sends(kit.peer.last)[0]?.outbox).toHaveLength(16);
});

test('numbers have no gaps, and what is written in one moment keeps its order', async () => {
  acceptAll();
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);

  await Promise.all(Array.from({ length: 20 }, (_, index) => conversation.send(`m${index}`)));

  expect(numbers(kit.peer.last)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(texts(alice)).toEqual(Array.from({ length: 20 }, (_, index) => `m${index}`));
  expect(new Set(sends(kit.peer.last).map(({ clientMessageId }) => clientMessageId)).size).toBe(20);
});

test('after a loss the same numbers and ids go again, in order and before new ones', async () => {
  kit.peer.script('send', () => undefined);
  const alice = await kit.connected({}, { ...QUICK, quick: new Backoff(1e9, 1e9) });
  const conversation = alice.conversations.withUser(BOB);
  const results = [conversation.send('one'), conversation.send('two')];
  await kit.peer.until(() => sends(kit.peer.last).length === 2, 'two sends');
  const first = kit.peer.last;

  acceptAll();
  first.cut();
  results.push(conversation.send('three'));
  await Promise.all(results);

  const second = kit.peer.last;
  expect(second).not.toBe(first);
  expect(numbers(second)).toEqual([1, 2, 3]);
  expect(
    sends(second)
      .slice(0, 2)
      .map(({ clientMessageId }) => clientMessageId),
  ).toEqual(sends(first).map(({ clientMessageId }) => clientMessageId));
  expect(new Set([...sends(first), ...sends(second)].map(({ outbox }) => bytesToHex(outbox))).size).toBe(1);
  expect(texts(alice)).toEqual(['one', 'two', 'three']);
});

test('a send that is not answered in time goes again under its number', async () => {
  let attempts = 0;
  kit.peer.script('send', (asked) => (++attempts < 3 ? undefined : ack(asked.value as SendMessage, 1)));
  const alice = await kit.connected({}, IMPATIENT);

  const result = await alice.conversations.withUser(BOB).send('patience');

  expect(result.status).toBe('sent');
  expect(numbers(kit.peer.last)).toEqual([1, 1, 1]);
  expect(new Set(sends(kit.peer.last).map(({ clientMessageId }) => clientMessageId)).size).toBe(1);
});

/** A code that a later version may send. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the point of it
const OF_LATER = 599 as ErrorCode;

test.each([
  ['RATE_LIMITED', ErrorCode.RATE_LIMITED],
  ['UNAVAILABLE', ErrorCode.UNAVAILABLE],
  ['OUTCOME_UNKNOWN', ErrorCode.OUTCOME_UNKNOWN],
  ['a code of later', OF_LATER],
])('%s decides nothing: the same goes again', async (_name, code) => {
  let attempts = 0;
  kit.peer.script('send', (asked) => (++attempts === 1 ? refusal(code) : ack(asked.value as SendMessage, 1)));
  const alice = await kit.connected();

  expect((await alice.conversations.withUser(BOB).send('again')).status).toBe('sent');
  expect(numbers(kit.peer.last)).toEqual([1, 1]);
});

test('a retry waits as long as the server says', async () => {
  const at: number[] = [];
  kit.peer.script('send', (asked) => {
    at.push(Date.now());
    return at.length === 1
      ? refusal(ErrorCode.RATE_LIMITED, { retryAfterMs: 150 })
      : ack(asked.value as SendMessage, 1);
  });
  const alice = await kit.connected();

  await alice.conversations.withUser(BOB).send('slowly');

  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(145);
});

test('a final refusal is shown, uses its number up, and is never sent again', async () => {
  kit.peer.script('send', (asked) => {
    const send = asked.value as SendMessage;
    return send.number === 1n ? refusal(ErrorCode.DIRECT_NOT_ALLOWED, { final: true }) : ack(send, 1);
  });
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);

  expect(await conversation.send('no')).toMatchObject({ status: 'failed', code: 'DIRECT_NOT_ALLOWED' });
  expect(conversation.timeline.items).toMatchObject([{ status: 'failed', failure: { code: 'DIRECT_NOT_ALLOWED' } }]);
  await conversation.send('yes');

  expect(numbers(kit.peer.last)).toEqual([1, 2]);
  expect(texts(alice)).toEqual(['yes', 'no']);
});

test('retrying a failed message sends a new one and shows it once', async () => {
  let refused = false;
  kit.peer.script('send', (asked) => {
    const first = !refused;
    refused = true;
    return first ? refusal(ErrorCode.SLOW_MODE, { final: true }) : ack(asked.value as SendMessage, 1);
  });
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  const failed = await conversation.send('once more');
  const id = failed.status === 'failed' ? failed.message.clientMessageId : '';

  expect((await conversation.retry(id)).status).toBe('sent');

  expect(texts(alice)).toEqual(['once more']);
  expect(numbers(kit.peer.last)).toEqual([1, 2]);
  expect(sends(kit.peer.last)[1]?.clientMessageId).not.toBe(id);
  await expect(conversation.retry(id)).rejects.toThrow('expected: a failed one');
});

test('a discarded failure goes, and does not come back with the store', async () => {
  kit.peer.script('send', () => refusal(ErrorCode.SLOW_MODE, { final: true }));
  const store = new MemoryStore();
  const alice = await kit.connected({ store });
  const conversation = alice.conversations.withUser(BOB);
  const kept = await conversation.send('kept');
  const gone = await conversation.send('gone');
  conversation.discard(gone.status === 'failed' ? gone.message.clientMessageId : '');
  expect(kept.status).toBe('failed');
  await alice.close();

  const again = kit.client({ store });
  await again.restore();

  expect(again.conversations.get(WITH_BOB)?.timeline.items).toMatchObject([
    { status: 'failed', content: { text: 'kept' }, failure: { code: 'SLOW_MODE' } },
  ]);
});

test('out of order: goes back to the number that the server names', async () => {
  let thrown = false;
  let seq = 0;
  kit.peer.script('send', (asked) => {
    const send = asked.value as SendMessage;
    if (send.number === 2n && !thrown) {
      return undefined;
    }
    if (send.number === 3n && !thrown) {
      thrown = true;
      return refusal(ErrorCode.SEND_OUT_OF_ORDER, { nextNumber: 2n });
    }
    return ack(send, ++seq);
  });
  const alice = await kit.connected({}, IMPATIENT);
  const conversation = alice.conversations.withUser(BOB);

  await Promise.all(['a', 'b', 'c'].map((text) => conversation.send(text)));

  expect(numbers(kit.peer.last)).toEqual([1, 2, 3, 2, 3]);
  expect(texts(alice)).toEqual(['a', 'b', 'c']);
});

test('a server that lost the numbers is given a new outbox from 1', async () => {
  let seq = 0;
  let lost = false;
  kit.peer.script('send', (asked) => {
    const send = asked.value as SendMessage;
    return lost && send.number === 2n ? refusal(ErrorCode.SEND_OUT_OF_ORDER, { nextNumber: 1n }) : ack(send, ++seq);
  });
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  await conversation.send('before');
  lost = true;

  expect((await conversation.send('after')).status).toBe('sent');

  const [before, refused, after] = sends(kit.peer.last);
  expect(numbers(kit.peer.last)).toEqual([1, 2, 1]);
  expect(bytesToHex(refused?.outbox ?? new Uint8Array())).toBe(bytesToHex(before?.outbox ?? new Uint8Array()));
  expect(bytesToHex(after?.outbox ?? new Uint8Array())).not.toBe(bytesToHex(before?.outbox ?? new Uint8Array()));
  expect(after?.clientMessageId).toBe(refused?.clientMessageId);
});

test('a request that can never succeed fails, and those behind it go on under a new outbox', async () => {
  let seq = 0;
  let refused = 0;
  kit.peer.script('send', (asked) => {
    const send = asked.value as SendMessage;
    const text = send.body?.content.value;
    if (text === 'bad') {
      refused++;
      return refusal(ErrorCode.CONVERSATION_UNKNOWN);
    }
    return send.number === 1n ? ack(send, ++seq) : refusal(ErrorCode.SEND_OUT_OF_ORDER, { nextNumber: 1n });
  });
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);

  const [bad, good] = await Promise.all([conversation.send('bad'), conversation.send('good')]);

  expect(bad).toMatchObject({ status: 'failed', code: 'CONVERSATION_UNKNOWN' });
  expect(good).toMatchObject({ status: 'sent' });
  expect(refused).toBe(1);
  expect(new Set(sends(kit.peer.last).map(({ outbox }) => bytesToHex(outbox))).size).toBe(2);
});

test('at most 64 numbers are unanswered', async () => {
  let held: { send: SendMessage; connection: PeerConnection; requestId: number }[] = [];
  kit.peer.script('send', (asked, connection) => {
    const requestId = connection.frames.at(-1)?.requestId ?? 0;
    held.push({ send: asked.value as SendMessage, connection, requestId });
    return undefined;
  });
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  const results = Array.from({ length: 70 }, (_, index) => conversation.send(`m${index}`));
  await kit.peer.until(() => held.length === 64, '64 sends');
  await alice.users.byName('nobody').catch(() => undefined);
  expect(held).toHaveLength(64);

  let seq = 0;
  while (seq < 70) {
    await kit.peer.until(() => held.length > 0, 'more sends');
    const batch = held;
    held = [];
    batch.forEach(({ send, connection, requestId }) => {
      connection.send(ack(send, ++seq), requestId);
    });
  }
  await Promise.all(results);
  expect(numbers(kit.peer.last)).toEqual(Array.from({ length: 70 }, (_, index) => index + 1));
});

test('what was not answered survives the page and goes under the same number and id', async () => {
  kit.peer.script('send', () => undefined);
  const store = new MemoryStore();
  const alice = await kit.connected({ store });
  const kept = alice.conversations.withUser(BOB).send('survives');
  await kit.peer.until(() => sends(kit.peer.last).length > 0, 'a send');
  const [first] = sends(kit.peer.last);
  await alice.close();
  expect(await kept).toEqual({ status: 'kept' });

  acceptAll();
  const again = kit.client({ store });
  await again.restore();
  expect(again.conversations.get(WITH_BOB)?.timeline.items).toMatchObject([
    { status: 'sending', clientMessageId: first?.clientMessageId },
  ]);
  await again.connect();
  await eventually(() => again.conversations.get(WITH_BOB)?.snapshot.lastMessage?.status === 'sent', 'the verdict');

  const [second] = sends(kit.peer.last);
  expect(second).toMatchObject({ number: first?.number, clientMessageId: first?.clientMessageId });
  expect(bytesToHex(second?.outbox ?? new Uint8Array())).toBe(bytesToHex(first?.outbox ?? new Uint8Array()));
  await again.conversations.withUser(BOB).send('next');
  expect(numbers(kit.peer.last).at(-1)).toBe(2);
});

test('two tabs have two outboxes, and one that is gone leaves its sends to the next', async () => {
  kit.peer.script('send', () => undefined);
  const store = new MemoryStore();
  const one = await kit.connected({ store });
  const two = kit.client({ store });
  await two.restore();
  await two.connect();
  void one.conversations.withUser(BOB).send('of one');
  await kit.peer.until(() => (kit.peer.connections[0]?.asked('send').length ?? 0) > 0, 'the first tab sends');
  void two.conversations.withUser(BOB).send('of two');
  await kit.peer.until(() => sends(kit.peer.last).length > 0, 'the second tab sends');

  const ofOne = kit.peer.connections[0]?.asked('send')[0];
  const ofTwo = sends(kit.peer.last)[0];
  expect(ofOne?.number).toBe(1n);
  expect(ofTwo?.number).toBe(1n);
  expect(bytesToHex(ofTwo?.outbox ?? new Uint8Array())).not.toBe(bytesToHex(ofOne?.outbox ?? new Uint8Array()));

  await one.close();
  await two.close();
  acceptAll();
  const next = kit.client({ store });
  await next.restore();
  await next.connect();
  await eventually(
    () =>
      next.conversations
        .get(WITH_BOB)
        ?.timeline.items.every((item) => item.type === 'message' && item.status === 'sent') === true,
    'both are sent',
  );
  expect(
    sends(kit.peer.last)
      .map(({ clientMessageId }) => clientMessageId)
      .sort(),
  ).toEqual([ofOne?.clientMessageId, ofTwo?.clientMessageId].sort());
  expect(texts(next)).toHaveLength(2);
});

test('texts that no body can hold are refused before they get a number', async () => {
  acceptAll();
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);

  await expect(conversation.send('')).rejects.toThrow(RangeError);
  await expect(conversation.send('x'.repeat(65_533))).rejects.toThrow(RangeError);
  await conversation.send('x'.repeat(65_532));

  expect(numbers(kit.peer.last)).toEqual([1]);
});

test('a store that cannot write fails the message and frees its number', async () => {
  acceptAll();
  const store = new StubbornStore();
  const faults: unknown[] = [];
  const alice = await kit.connected({ store, onFault: (fault) => faults.push(fault) });
  const conversation = alice.conversations.withUser(BOB);

  store.isFull = true;
  expect(await conversation.send('lost')).toMatchObject({ status: 'failed', code: 'STORE_FAILED' });
  expect(faults).toMatchObject([{ message: 'disk full' }]);
  store.isFull = false;
  expect(await conversation.send('kept')).toMatchObject({ status: 'sent' });

  expect(numbers(kit.peer.last)).toEqual([1]);
});

test('nothing leaves before it is in the store', async () => {
  acceptAll();
  const store = new StubbornStore();
  const alice = await kit.connected({ store });
  const conversation = alice.conversations.withUser(BOB);
  let open = (): void => undefined;
  store.gate = new Promise((resolve) => {
    open = resolve;
  });
  const results = [conversation.send('one')];
  kit.peer.last.cut();
  await kit.peer.until(() => kit.peer.connections.length === 2, 'the second connection');
  results.push(conversation.send('two'));
  await alice.connect();

  expect(kit.peer.connections.flatMap(numbers)).toEqual([]);
  expect(texts(alice)).toEqual(['one', 'two']);
  open();
  await Promise.all(results);
  expect(numbers(kit.peer.last)).toEqual([1, 2]);
});

test('a failure that another tab left behind can be discarded for good', async () => {
  kit.peer.script('send', () => refusal(ErrorCode.SLOW_MODE, { final: true }));
  const store = new MemoryStore();
  const one = await kit.connected({ store });
  const two = kit.client({ store });
  await two.restore();
  await two.connect();
  await one.conversations.withUser(BOB).send('of one');
  await two.conversations.withUser(BOB).send('of two');
  await one.close();
  await two.close();

  const next = kit.client({ store });
  await next.restore();
  const conversation = next.conversations.withUser(BOB);
  expect(texts(next)).toEqual(['of one', 'of two']);
  for (const item of conversation.timeline.items) {
    conversation.discard(item.type === 'message' ? item.clientMessageId : '');
  }
  expect(texts(next)).toEqual([]);
  await next.close();
  const last = kit.client({ store });
  await last.restore();
  expect(last.conversations.list).toEqual([]);
});

test('a send that may have been accepted is not told as failed before the server says so', async () => {
  let attempts = 0;
  kit.peer.script('send', (asked) => {
    attempts++;
    if (attempts === 1) {
      return undefined;
    }
    return attempts < 4 ? refusal(ErrorCode.CONVERSATION_UNKNOWN) : ack(asked.value as SendMessage, 1);
  });
  const alice = await kit.connected({}, IMPATIENT);

  expect(await alice.conversations.withUser(BOB).send('once')).toMatchObject({ status: 'sent' });
  expect(numbers(kit.peer.last)).toEqual([1, 1, 1, 1]);
});

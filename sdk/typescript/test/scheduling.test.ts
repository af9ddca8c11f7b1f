import { expect, test } from 'vitest';
import type { Conversation, ScheduledSend, WarblerClient } from '../src/api.js';
import { ErrorCode, ScheduledSendState, type ScheduleSend } from '../src/wire/generated.js';
import { eventually, fromBob, Kit } from './kit.js';
import { BOB, type Reply, WITH_BOB } from './peer.js';

const kit = new Kit();
const GROUP = `g${'7'.repeat(32)}`;
const THEN = new Date(1_990_000_000_000);
const LATER = new Date(1_990_000_060_000);

type Wire = Extract<Reply, { case: 'scheduledSend' }>['value'];

function scheduled(part: Wire): Wire {
  return {
    schedule: 'a'.repeat(32),
    conversation: WITH_BOB,
    dueAtMs: BigInt(THEN.getTime()),
    state: ScheduledSendState.WAITING,
    updatedAtMs: 5n,
    ...part,
  };
}

/** A peer that keeps what it is asked to, and counts changes. */
async function alice(): Promise<[WarblerClient, Conversation]> {
  let changes = 5n;
  kit.peer.script('scheduleSend', ({ value }) => {
    const { schedule, dueAtMs, content } = value as ScheduleSend;
    return { case: 'scheduledSend', value: scheduled({ schedule, dueAtMs, content, updatedAtMs: changes++ }) };
  });
  const client = await kit.connected();
  return [client, client.conversations.withUser(BOB)];
}

function asked(): readonly ScheduleSend[] {
  return kit.peer.last.asked('scheduleSend');
}

test('a message waits under a name, and a change says what was seen', async () => {
  const [client, withBob] = await alice();
  const name = client.scheduled.newName();

  const seen = await client.scheduled.schedule(name, withBob, 'good morning', THEN, { replyTo: 3 });
  const changed = await client.scheduled.change(seen, { text: 'good evening' }, LATER);

  expect(seen).toMatchObject({ schedule: name, conversation: WITH_BOB, dueAt: THEN, state: 'waiting', replyTo: 3 });
  expect(seen.content).toMatchObject({ kind: 'text', text: 'good morning' });
  expect(seen).toMatchObject({ reason: undefined, seq: undefined });
  expect(changed).toMatchObject({ schedule: name, dueAt: LATER, content: { text: 'good evening' } });
  expect(name).toMatch(/^[0-9a-f]{32}$/);
  expect(asked().map(({ seenUpdatedAtMs }) => seenUpdatedAtMs)).toEqual([0n, 5n]);
  expect(asked().map(({ content }) => content?.to)).toEqual([
    { case: 'user', value: BOB },
    { case: 'conversation', value: WITH_BOB },
  ]);
});

test('a group is named, and what no server would take is not asked for', async () => {
  const [client] = await alice();
  kit.peer.last.send({ case: 'message', value: { ...fromBob(1), conversation: GROUP } });
  await eventually(() => client.conversations.get(GROUP) !== undefined, 'the group');
  const group = client.conversations.get(GROUP);
  if (group === undefined) {
    throw new Error('no group');
  }

  await client.scheduled.schedule('b'.repeat(32), group, 'hello', THEN);
  await expect(client.scheduled.schedule('c'.repeat(32), group, '', THEN)).rejects.toThrow(RangeError);

  expect(asked().map(({ content }) => content?.to)).toEqual([{ case: 'conversation', value: GROUP }]);
});

test('refusals are errors', async () => {
  const [client] = await alice();
  const refusal = (code: ErrorCode): Reply => ({ case: 'error', value: { code, message: 'scripted' } });
  kit.peer.script('scheduleSend', () => refusal(ErrorCode.SCHEDULED_SEND_CHANGED));
  kit.peer.script('cancelScheduledSend', () => refusal(ErrorCode.SCHEDULED_SEND_OVER));
  const seen = await seenBy(client);

  await expect(client.scheduled.change(seen, 'x', THEN)).rejects.toMatchObject({ code: 'SCHEDULED_SEND_CHANGED' });
  await expect(client.scheduled.cancel(seen.schedule)).rejects.toMatchObject({ code: 'SCHEDULED_SEND_OVER' });
  client.disconnect();
  await expect(client.scheduled.list()).rejects.toMatchObject({ code: 'NO_ANSWER' });
});

test('they are listed page by page, with what became of them', async () => {
  const [client] = await alice();
  kit.peer.script('readScheduledSends', ({ value }) => {
    const isFirst = (value as { cursor: Uint8Array }).cursor.length === 0;
    const refused = scheduled({ state: ScheduledSendState.REFUSED, reason: ErrorCode.MEMBER_MUTED });
    const sent = scheduled({ state: ScheduledSendState.SENT, seq: 9n });
    return {
      case: 'scheduledSends',
      value: isFirst
        ? { scheduledSends: [refused], next: new Uint8Array([1, 254]) }
        : { scheduledSends: [sent, scheduled({ state: ScheduledSendState.UNSPECIFIED })] },
    };
  });

  const first = await client.scheduled.list({ limit: 1 });
  const second = await client.scheduled.list({ limit: 2, cursor: first.next ?? '' });

  expect(first.items).toMatchObject([{ state: 'refused', reason: 'MEMBER_MUTED', content: undefined }]);
  expect(second.items).toMatchObject([{ state: 'sent', seq: 9 }, { state: 'unknown' }]);
  expect(second.next).toBeUndefined();
  expect(kit.peer.last.asked('readScheduledSends').map(({ limit, cursor }) => [limit, [...cursor]])).toEqual([
    [1, []],
    [2, [1, 254]],
  ]);
});

test('what another device or its time did is told, after an absence, too', async () => {
  const [client] = await alice();
  const told: ScheduledSend[] = [];
  client.on('scheduledSend', (one) => told.push(one));

  kit.peer.last.send({ case: 'scheduledSend', value: scheduled({ state: ScheduledSendState.CANCELLED }) });
  await eventually(() => told.length === 1, 'the cancellation');
  kit.peer.script('sync', () => ({
    case: 'sync',
    value: { token: new Uint8Array([2]), scheduledSends: [scheduled({ state: ScheduledSendState.SENT, seq: 4n })] },
  }));
  kit.peer.last.cut();
  await eventually(() => told.length === 2, 'the sync');

  expect(told.map(({ state }) => state)).toEqual(['cancelled', 'sent']);
});

async function seenBy(client: WarblerClient): Promise<ScheduledSend> {
  kit.peer.script('readScheduledSends', () => ({
    case: 'scheduledSends',
    value: {
      scheduledSends: [scheduled({ content: { body: { content: { case: 'text', value: 'hello' } } } })],
    },
  }));
  const { items } = await client.scheduled.list();
  const [seen] = items;
  if (seen === undefined) {
    throw new Error('none (expected: one)');
  }
  return seen;
}

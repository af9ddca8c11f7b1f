import type { MessageInitShape } from '@bufbuild/protobuf';
import { bytesToHex } from '@noble/hashes/utils.js';
import { expect, test } from 'vitest';
import type { ChangeFailure, Conversation, Message, MessageChange, WarblerClient } from '../src/api.js';
import { MemoryStore } from '../src/store/memory-store.js';
import {
  type ChangeMessage,
  ConversationKind,
  ErrorCode,
  EventKind,
  MessageKind,
  type MessageSchema,
  type ReadHistory,
  type SendMessage,
} from '../src/wire/generated.js';
import { eventually, fromBob, IMPATIENT, Kit, liveFromBob } from './kit.js';
import { ALICE, BOB, type PeerConnection, type Reply, WITH_BOB } from './peer.js';

const kit = new Kit();
const AT = 1_795_328_500_000n;

type What = Extract<Reply, { case: 'event' }>['value']['messageChange'] extends infer C | undefined
  ? C extends { what?: infer W }
    ? W
    : never
  : never;

/** An event about the message at `target`. */
function event(seq: number, target: number, what: What, actor = BOB): Reply {
  return {
    case: 'event',
    value: {
      conversation: WITH_BOB,
      seq: BigInt(seq),
      ordinal: BigInt(target),
      actor,
      happenedAtMs: AT + BigInt(seq),
      kind: EventKind.MESSAGE_CHANGE,
      messageChange: { targetSeq: BigInt(target), targetOrdinal: BigInt(target), what },
    },
  };
}

const edited = (text: string): What => ({
  case: 'edited',
  value: { body: { content: { case: 'text', value: text } } },
});
const reacted = (reaction: string): What => ({ case: 'reactionAdded', value: { reaction } });
const unreacted = (reaction: string): What => ({ case: 'reactionRemoved', value: { reaction } });
const deleted: What = { case: 'deleted', value: {} };

function changed({ clientMessageId }: ChangeMessage, seq: number): Reply {
  const value = { conversation: WITH_BOB, seq: BigInt(seq), changedAtMs: AT, clientMessageId, ordinal: 1n };
  return { case: 'messageChanged', value };
}

function refusal(code: ErrorCode): Reply {
  return { case: 'error', value: { code, message: 'scripted', conversation: WITH_BOB, final: true } };
}

const asked = (connection: PeerConnection) => connection.asked('changeMessage');

function at(client: WarblerClient, seq: number): Message {
  const found = client.conversations.get(WITH_BOB)?.timeline.items.find((item) => item.seq === seq);
  if (found?.type !== 'message') {
    throw new Error(`no message at ${seq}`);
  }
  return found;
}

/** A connected client with Bob's message at 1. */
async function withMessage(
  store?: MemoryStore,
  tuning = IMPATIENT,
): Promise<{ alice: WarblerClient; chat: Conversation }> {
  const alice = await kit.connected(store === undefined ? {} : { store }, tuning);
  kit.peer.last.send(liveFromBob(1));
  await eventually(() => alice.conversations.get(WITH_BOB)?.timeline.items.length === 1, 'a message');
  return { alice, chat: alice.conversations.withUser(BOB) };
}

const OPERATIONS: readonly [string, (chat: Conversation) => Promise<unknown>, MessageChange['kind'], What['case']][] = [
  ['edit', (chat) => chat.edit(1, 'better'), 'edited', 'edited'],
  ['delete', (chat) => chat.delete(1), 'deleted', 'deleted'],
  ['react', (chat) => chat.react(1, '👍'), 'reaction-added', 'reactionAdded'],
  ['unreact', (chat) => chat.unreact(1, '👍'), 'reaction-removed', 'reactionRemoved'],
  ['pin', (chat) => chat.pin(1), 'pinned', 'pinned'],
  ['unpin', (chat) => chat.unpin(1), 'unpinned', 'unpinned'],
];

test.each(OPERATIONS)('%s is pending at once, and true when it is accepted', async (_name, act, kind, frame) => {
  const { alice, chat } = await withMessage();
  kit.peer.script('changeMessage', () => undefined);
  const result = act(chat);
  expect(at(alice, 1).pendingChanges.map((change) => change.kind)).toEqual([kind]);
  const shown = at(alice, 1);

  kit.peer.script('changeMessage', (it) => changed(it.value as ChangeMessage, 2));
  expect(await result).toEqual({ status: 'done' });

  expect(asked(kit.peer.last)[0]).toMatchObject({ number: 1n, change: { targetSeq: 1n, what: { case: frame } } });
  const now = at(alice, 1);
  expect(now).toMatchObject({ pendingChanges: [], content: shown.content, changes: { seq: 2 } });
  expect({ ...now.changes, seq: 0, editedAt: 0, deletion: 0 }).toEqual({
    ...shown.changes,
    seq: 0,
    editedAt: 0,
    deletion: 0,
  });
});

test.each(OPERATIONS)('%s that is refused is rolled back, and told', async (_name, act) => {
  const { alice, chat } = await withMessage();
  kit.peer.script('changeMessage', () => refusal(ErrorCode.MESSAGE_CHANGE_TOO_LATE));
  const before = at(alice, 1);
  const failures: ChangeFailure[] = [];
  alice.on('changeFailed', (failure) => failures.push(failure));

  expect(await act(chat)).toMatchObject({ status: 'failed', code: 'MESSAGE_CHANGE_TOO_LATE' });

  expect(at(alice, 1)).toEqual(before);
  expect(failures).toMatchObject([{ conversation: WITH_BOB, seq: 1, code: 'MESSAGE_CHANGE_TOO_LATE' }]);
});

test.each(OPERATIONS)('%s without an answer goes again under its number and id', async (_name, act) => {
  const { chat } = await withMessage();
  let attempts = 0;
  kit.peer.script('changeMessage', (it) => (++attempts < 3 ? undefined : changed(it.value as ChangeMessage, 2)));

  expect(await act(chat)).toEqual({ status: 'done' });

  const all = asked(kit.peer.last);
  expect(all.map(({ number }) => number)).toEqual([1n, 1n, 1n]);
  expect(new Set(all.map(({ outbox, clientMessageId }) => bytesToHex(outbox) + clientMessageId)).size).toBe(1);
});

test.each(OPERATIONS)('%s that waits survives a reload, and is shown again', async (_name, act, kind) => {
  const store = new MemoryStore();
  const { alice, chat } = await withMessage(store);
  kit.peer.script('changeMessage', () => undefined);
  const result = act(chat);
  await kit.peer.until(() => asked(kit.peer.last).length > 0, 'the change');
  const [first] = asked(kit.peer.last);
  await alice.close();
  expect(await result).toEqual({ status: 'kept' });

  const again = kit.client({ store });
  await again.restore();
  await again.conversations.withUser(BOB).loadOlder();
  expect(at(again, 1).pendingChanges.map((change) => change.kind)).toEqual([kind]);
  kit.peer.script('changeMessage', (it) => changed(it.value as ChangeMessage, 2));
  await again.connect();
  await eventually(() => at(again, 1).pendingChanges.length === 0, 'accepted');
  expect(asked(kit.peer.last)[0]).toEqual(first);
});

test('changes and sends are counted together', async () => {
  const { chat } = await withMessage();
  kit.peer.script('changeMessage', (it) =>
    changed(it.value as ChangeMessage, Number((it.value as ChangeMessage).number) + 1),
  );
  kit.peer.script('send', (it) => {
    const { number, clientMessageId } = it.value as SendMessage;
    const seq = number + 1n;
    return { case: 'ack', value: { conversation: WITH_BOB, seq, ordinal: 2n, sentAtMs: AT, clientMessageId } };
  });
  await Promise.all([chat.react(1, '👍'), chat.send('hello'), chat.pin(1)]);
  expect(asked(kit.peer.last).map(({ number }) => number)).toEqual([1n, 3n]);
  expect(kit.peer.last.asked('send').map(({ number }) => number)).toEqual([2n]);
});

test('what is so already is taken for done', async () => {
  const { alice, chat } = await withMessage();
  kit.peer.script('changeMessage', () => refusal(ErrorCode.MESSAGE_UNCHANGED));
  const failures: ChangeFailure[] = [];
  alice.on('changeFailed', (failure) => failures.push(failure));
  expect(await chat.pin(1)).toEqual({ status: 'done' });
  expect(failures).toEqual([]);
});

test('an event that comes before the answer counts once', async () => {
  const { alice, chat } = await withMessage();
  kit.peer.script('changeMessage', (it, connection) => {
    connection.send(event(2, 1, reacted('👍'), ALICE));
    return changed(it.value as ChangeMessage, 2);
  });
  const counts: number[] = [];
  chat.on('timeline', () => counts.push(at(alice, 1).changes.reactions[0]?.count ?? 0));
  await chat.react(1, '👍');
  await eventually(() => at(alice, 1).changes.seq === 2, 'the event');
  expect(at(alice, 1)).toMatchObject({ pendingChanges: [], changes: { reactions: [{ count: 1, mine: true }] } });
  expect(Math.max(...counts)).toBe(1);
});

const EVENTS = [
  event(2, 1, edited('second')),
  event(3, 1, reacted('👍')),
  event(4, 1, reacted('🎉'), ALICE),
  event(5, 1, edited('third')),
  event(6, 1, unreacted('👍')),
  event(7, 1, { case: 'pinned', value: {} }),
];

test.each([
  ['in order', [0, 1, 2, 3, 4, 5]],
  ['backwards', [5, 4, 3, 2, 1, 0]],
  ['twice and mixed', [3, 3, 0, 5, 1, 0, 4, 2, 1, 5]],
])('events that come %s give the same message', async (_name, order) => {
  const { alice } = await withMessage();
  const told: Message[] = [];
  alice.on('messageChanged', (message) => told.push(message));
  order.forEach((index) => {
    const next = EVENTS[index];
    if (next !== undefined) {
      kit.peer.last.send(next);
    }
  });
  await eventually(() => at(alice, 1).changes.seq === 7, 'all events');
  expect(at(alice, 1)).toMatchObject({
    content: { kind: 'text', text: 'third' },
    changes: { editCount: 2, pinned: true, reactions: [{ reaction: '🎉', count: 1, mine: true }] },
  });
  expect(told).toHaveLength(6);
  expect(alice.conversations.get(WITH_BOB)?.snapshot).toMatchObject({
    unreadCount: 1,
    lastMessage: { content: { text: 'third' } },
  });
});

test('a message that brings its changes ignores events that it has already', async () => {
  const alice = await kit.connected();
  const reactions = [{ reaction: '👍', count: 2 }];
  kit.peer.last.send(event(2, 1, reacted('👍')));
  kit.peer.last.send({ case: 'message', value: { ...fromBob(1), changes: { seq: 2n, reactions, reactionKinds: 1 } } });
  kit.peer.last.send(event(3, 1, reacted('🎉')));
  await eventually(() => alice.conversations.get(WITH_BOB)?.snapshot.lastSeq === 3, 'all');
  await eventually(() => at(alice, 1).changes.seq === 3, 'the last change');
  expect(at(alice, 1).changes.reactions.map(({ reaction, count }) => `${reaction}${count}`)).toEqual(['👍2', '🎉1']);
});

test('a deletion is final, and nothing of it stays in the store', async () => {
  const store = new MemoryStore();
  const { alice } = await withMessage(store);
  const reply = { seq: 1n, ordinal: 1n, sender: BOB, kind: MessageKind.TEXT, text: 'message 1' };
  kit.peer.last.send({ case: 'message', value: { ...fromBob(2, 'an answer'), reply } });
  await eventually(() => alice.conversations.get(WITH_BOB)?.timeline.items.length === 2, 'an answer');
  await new Promise((resolve) => setTimeout(resolve, 30));
  const user = await store.openUser(ALICE);
  const kept = async () => JSON.stringify(await user.readItems(WITH_BOB, { fromSeq: 1, beforeSeq: 9, limit: 9 }));
  expect(await kept()).toContain('message 1');

  // an edit that was deleted since has no body
  kit.peer.last.send(event(3, 1, { case: 'edited', value: {} }));
  kit.peer.last.send(event(4, 1, deleted));
  kit.peer.last.send(event(5, 1, reacted('👍')));
  await eventually(() => alice.conversations.get(WITH_BOB)?.snapshot.lastSeq === 5, 'all events');
  await eventually(() => at(alice, 1).changes.deletion !== undefined, 'the deletion');

  expect(at(alice, 1)).toMatchObject({
    content: { kind: 'deleted' },
    changes: { seq: 4, reactions: [], deletion: { actor: BOB } },
  });
  expect(at(alice, 2).replyTo).toMatchObject({ seq: 1, kind: 'deleted', text: '' });
  await alice.close();
  expect(await kept()).not.toContain('message 1');
  expect(JSON.stringify((await user.loadState()).conversations)).not.toContain('message 1');
});

test('what is kept but not loaded changes, too', async () => {
  const store = new MemoryStore();
  const { alice } = await withMessage(store);
  await alice.close();
  const again = await kit.connected({ store });
  expect(again.conversations.get(WITH_BOB)?.timeline.items).toEqual([]);
  kit.peer.last.send(event(2, 1, edited('changed while away')));
  await eventually(() => again.conversations.get(WITH_BOB)?.snapshot.lastSeq === 2, 'the event');
  await again.conversations.withUser(BOB).loadOlder();
  expect(at(again, 1)).toMatchObject({ content: { text: 'changed while away' }, changes: { editCount: 1 } });
});

/** Alice holds Bob's message at 4; the page below it comes when the test says so. */
async function withPageInFlight(store: MemoryStore, page: () => MessageInitShape<typeof MessageSchema>[]) {
  let answer: (() => void) | undefined;
  const entry = {
    conversation: WITH_BOB,
    kind: ConversationKind.DIRECT,
    peer: BOB,
    lastSeq: 4n,
    lastOrdinal: 4n,
    lastMessage: fromBob(4),
  };
  kit.peer.script('sync', () => ({
    case: 'sync',
    value: { token: new Uint8Array([7]), conversations: [{ entry, messages: [fromBob(4)], gap: true }] },
  }));
  kit.peer.script('readHistory', (it, connection) => {
    const { from } = it.value as ReadHistory;
    const requestId = connection.frames.at(-1)?.requestId;
    expect(from.case).toBe('beforeOrdinal');
    answer = () => {
      const value = { conversation: WITH_BOB, messages: page(), lastSeq: 4n };
      connection.send({ case: 'history', value }, requestId);
    };
    return undefined;
  });
  const alice = await kit.connected({ store }, { ...IMPATIENT, askTimeout: 5_000 });
  const loading = alice.conversations.withUser(BOB).loadOlder();
  await kit.peer.until(() => answer !== undefined, 'the page is asked for');
  const answered = async (): Promise<void> => {
    answer?.();
    await loading;
  };
  return { alice, answered };
}

test('an older page that was read while its message changed has the change', async () => {
  const { alice, answered } = await withPageInFlight(new MemoryStore(), () => [fromBob(1), fromBob(2), fromBob(3)]);
  kit.peer.last.send(event(5, 1, edited('meanwhile')));
  await eventually(() => alice.conversations.get(WITH_BOB)?.snapshot.lastSeq === 5, 'the event');
  await answered();
  expect(at(alice, 1).content).toMatchObject({ text: 'meanwhile' });
});

test('what was deleted while its page was read is not kept, nor is a quote of it', async () => {
  const store = new MemoryStore();
  const reply = { seq: 1n, ordinal: 1n, sender: BOB, kind: MessageKind.TEXT, text: 'message 1' };
  const page = () => [fromBob(1), { ...fromBob(2), reply }, fromBob(3)];
  const { alice, answered } = await withPageInFlight(store, page);
  const user = await store.openUser(ALICE);
  kit.peer.last.send(event(5, 1, deleted));
  await expect.poll(async () => (await user.loadState()).conversations[0]?.held.seq).toBe(5);
  await answered();
  expect(at(alice, 2).replyTo).toMatchObject({ seq: 1, kind: 'deleted', text: '' });
  await alice.close();

  const kept = await user.readItems(WITH_BOB, { fromSeq: 1, beforeSeq: 9, limit: 9 });
  expect(kept.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(JSON.stringify(kept)).not.toContain('message 1');
});

test('pins are told of, and read with REST', async () => {
  const { alice, chat } = await withMessage();
  kit.peer.restScript = ({ path }) =>
    path === `/v1/conversations/${WITH_BOB}/pins`
      ? {
          status: 200,
          body: {
            pins: [
              {
                message: {
                  conversation: WITH_BOB,
                  seq: '1',
                  ordinal: '1',
                  sender: BOB,
                  clientMessageId: 'bob-1',
                  kind: 'MESSAGE_KIND_TEXT',
                  sentAtMs: '1',
                  body: { text: 'message 1' },
                  changes: { seq: '2', pinned: true },
                },
                pinnedBy: ALICE,
                pinnedAtMs: '5',
                ofLater: 1,
              },
            ],
          },
        }
      : undefined;
  const told: Conversation[] = [];
  alice.on('pinsChanged', (conversation) => told.push(conversation));
  kit.peer.last.send(event(2, 1, { case: 'pinned', value: {} }));
  await eventually(() => told.length === 1, 'the pin');
  expect(await chat.pins()).toMatchObject([
    {
      pinnedBy: ALICE,
      pinnedAt: new Date(5),
      message: { seq: 1, content: { text: 'message 1' }, changes: { pinned: true } },
    },
  ]);
});

test('a reaction that no server takes, and a text that is empty, are refused at once', async () => {
  const { chat } = await withMessage();
  await expect(chat.react(1, '')).rejects.toThrow(RangeError);
  await expect(chat.react(1, 'two words')).rejects.toThrow(RangeError);
  await expect(chat.react(1, '👍'.repeat(17))).rejects.toThrow(RangeError);
  await expect(chat.edit(1, '')).rejects.toThrow(RangeError);
  expect(asked(kit.peer.last)).toEqual([]);
});

const ANSWERS: readonly string[] = ['pizza', 'soup'];
const POLL = {
  ...fromBob(1),
  kind: MessageKind.POLL,
  body: {
    content: { case: 'poll' as const, value: { question: 'Lunch?', options: [...ANSWERS], closesAtMs: 5n } },
  },
};
const voted = (options: number[], counts: number[], voterCount: number): What => ({
  case: 'pollVoted',
  value: { options, tally: { counts, voterCount } },
});

test('a poll counts votes by their events, and own ones at once', async () => {
  const alice = await kit.connected();
  kit.peer.last.send({ case: 'message', value: POLL });
  await eventually(() => alice.conversations.get(WITH_BOB)?.timeline.items.length === 1, 'the poll');
  const conversation = alice.conversations.get(WITH_BOB);
  const shown = () => conversation?.timeline.items[0] as Message;
  expect(shown().content).toMatchObject({ kind: 'poll', options: ['pizza', 'soup'], closesAt: new Date(5) });
  expect(shown().changes.poll).toBeUndefined();

  kit.peer.last.send(event(2, 1, voted([1], [0, 1], 1)));
  await eventually(() => shown().changes.poll !== undefined, "Bob's vote");
  expect(shown().changes.poll).toMatchObject({ counts: [0, 1], voterCount: 1, mine: [] });
  kit.peer.script('changeMessage', (asked) => changed(asked.value as ChangeMessage, 3));
  expect(await conversation?.vote(1, [0])).toEqual({ status: 'done' });
  expect(shown().changes.poll).toMatchObject({ counts: [1, 1], voterCount: 2, mine: [0] });
  // of an anonymous poll nobody is told who voted: what the user chose stays
  kit.peer.last.send(event(4, 1, voted([], [1, 0], 1), ''));
  await eventually(() => shown().changes.poll?.voterCount === 1, 'a vote taken back');
  expect(shown().changes.poll).toMatchObject({ counts: [1, 0], mine: [0] });
  kit.peer.last.send(event(5, 1, { case: 'pollClosed', value: {} }));
  await eventually(() => shown().changes.poll?.closedBy === BOB, 'the end');
  expect(kit.peer.last.asked('changeMessage')).toMatchObject([
    { change: { targetSeq: 1n, what: { case: 'pollVoted', value: { options: [0] } } } },
  ]);
});

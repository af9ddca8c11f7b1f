import { afterAll, afterEach, expect, test } from 'vitest';
import type { ClientOptions, Conversation, Message } from '../src/api.js';
import { befriend, breakingSockets, closeAll, eventually, faults, login, register, userOf } from './stack.js';

afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});
afterAll(closeAll);

/** The conversation of two friends, as each of them sees it. */
async function bothSides(options: Partial<ClientOptions> = {}): Promise<{ one: Conversation; other: Conversation }> {
  const [oneName, otherName] = await Promise.all([register('alice'), register('bob')]);
  const [one, other] = await Promise.all([login(oneName, options), login(otherName, options)]);
  await befriend(one, other);
  await Promise.all([one.connect(), other.connect()]);
  return { one: one.conversations.withUser(userOf(other)), other: other.conversations.withUser(userOf(one)) };
}

function messages(conversation: Conversation): Message[] {
  return conversation.timeline.items.filter((item): item is Message => item.type === 'message');
}

/** What both see alike. */
function shown(conversation: Conversation): unknown[] {
  return messages(conversation).map(({ seq, content, changes, replyTo, forwardedFrom }) => ({
    seq,
    content,
    editCount: changes.editCount,
    deletion: changes.deletion,
    reactions: changes.reactions.map(({ reaction, count }) => ({ reaction, count })),
    pinned: changes.pinned,
    replyTo,
    forwardedFrom,
  }));
}

const DONE = { status: 'done' };

test('messages are answered, edited, reacted to, pinned, forwarded and deleted, and both sides see the same', async () => {
  const { one, other } = await bothSides();
  await one.send('helo');
  await eventually(() => messages(other).length === 1, 'a message');
  await other.send('an answer', { replyTo: 1, spans: [{ offset: 0, length: 2, style: 'bold' }] });
  expect(await one.edit(1, 'hello')).toEqual(DONE);
  expect(await one.react(1, '👍')).toEqual(DONE);
  expect(await other.react(1, '👍')).toEqual(DONE);
  expect(await other.react(1, '🎉')).toEqual(DONE);
  expect(await other.unreact(1, '🎉')).toEqual(DONE);
  expect(await one.pin(1)).toEqual(DONE);
  expect((await one.pins()).map(({ message }) => message.seq)).toEqual([1]);
  expect(await other.forward([1], other)).toMatchObject({ status: 'sent' });
  await eventually(() => JSON.stringify(shown(one)) === JSON.stringify(shown(other)), 'both alike');
  expect(messages(one)[0]).toMatchObject({
    content: { text: 'hello' },
    changes: { editCount: 1, pinned: true, reactions: [{ reaction: '👍', count: 2, mine: true }] },
  });

  expect(await other.edit(1, 'not mine')).toMatchObject({ status: 'failed', code: 'MESSAGE_NOT_OWN' });
  expect(await one.delete(1)).toEqual(DONE);
  await eventually(() => messages(other)[0]?.content.kind === 'deleted', 'the deletion');
  expect(await other.react(1, '👍')).toMatchObject({ status: 'failed', code: 'MESSAGE_DELETED' });
  expect(messages(other)[1]?.replyTo).toMatchObject({ seq: 1, text: '' });
  expect(await one.pins()).toEqual([]);
});

test('connections that break all the time lose no change, and make none twice', async () => {
  const sockets = breakingSockets();
  const { one, other } = await bothSides({ openSocket: sockets.open });
  await one.send('message');
  await eventually(() => messages(other).length === 1, 'a message');

  const rounds = Array.from({ length: 20 }, (_, index) => index);
  const results = await Promise.all(
    rounds.flatMap((round) => [
      one.edit(1, `edit ${round}`),
      one.react(1, '👍'),
      one.unreact(1, '👍'),
      other.react(1, '🎉'),
      other.unreact(1, '🎉'),
    ]),
  );
  expect(results).toEqual(rounds.flatMap(() => [DONE, DONE, DONE, DONE, DONE]));
  await eventually(() => JSON.stringify(shown(one)) === JSON.stringify(shown(other)), 'both alike');
  expect(messages(other)[0]).toMatchObject({
    content: { text: 'edit 19' },
    changes: { seq: 101, editCount: 20, reactions: [] },
    pendingChanges: [],
  });
});

import { afterAll, afterEach, expect, test } from 'vitest';
import type { ClientOptions, Conversation, Message, WarblerClient } from '../src/api.js';
import { MemoryStore } from '../src/store/memory-store.js';
import { befriend, breakingSockets, closeAll, eventually, faults, login, register, unopened, userOf } from './stack.js';

afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});
afterAll(closeAll);

/** Two friends, connected. */
async function friends(
  options: Partial<ClientOptions> = {},
): Promise<{ alice: WarblerClient; bob: WarblerClient; aliceName: string }> {
  const [aliceName, bobName] = await Promise.all([register('alice'), register('bob')]);
  const [alice, bob] = await Promise.all([login(aliceName, options), login(bobName, options)]);
  await befriend(alice, bob);
  await Promise.all([alice.connect(), bob.connect()]);
  return { alice, bob, aliceName };
}

function told(client: WarblerClient): Message[] {
  const messages: Message[] = [];
  client.on('message', (message) => messages.push(message));
  return messages;
}

function texts(conversation: Conversation | undefined): string[] {
  return (conversation?.timeline.items ?? []).map((item) =>
    item.type === 'message' && item.content.kind === 'text' ? item.content.text : item.key,
  );
}

const numbered = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix} ${index}`);

test('two friends write 200 messages each: both have 400, in one order, each once', async () => {
  const { alice, bob } = await friends();
  const [ofAlice, ofBob] = [told(alice), told(bob)];
  const [aliceSide, bobSide] = [alice.conversations.withUser(userOf(bob)), bob.conversations.withUser(userOf(alice))];

  const results = await Promise.all([
    ...numbered(200, 'a').map((text) => aliceSide.send(text)),
    ...numbered(200, 'b').map((text) => bobSide.send(text)),
  ]);
  await eventually(() => aliceSide.timeline.items.length === 400 && bobSide.timeline.items.length === 400, '400 each');

  expect(results.filter(({ status }) => status === 'sent')).toHaveLength(400);
  expect(aliceSide.timeline.items.map(({ seq }) => seq)).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
  expect(texts(aliceSide)).toEqual(texts(bobSide));
  expect(texts(aliceSide).filter((text) => text.startsWith('a'))).toEqual(numbered(200, 'a'));
  expect(texts(bobSide).filter((text) => text.startsWith('b'))).toEqual(numbered(200, 'b'));
  expect(ofAlice.filter(({ status }) => status === 'received')).toHaveLength(200);
  expect(ofBob.filter(({ status }) => status === 'received')).toHaveLength(200);
});

test('markers: unread counts, and ticks that turn to read', async () => {
  const { alice, bob } = await friends();
  const side = alice.conversations.withUser(userOf(bob));
  await side.send('one');
  await side.send('two');
  await eventually(() => bob.conversations.unreadCount === 2, "bob's two unread");

  bob.conversations.get(side.id)?.markRead();
  expect(bob.conversations.unreadCount).toBe(0);
  await eventually(
    () => side.timeline.items.every((item) => item.type === 'message' && item.status === 'read'),
    'two ticks that are read',
  );
  expect(side.snapshot.peerReadSeq).toBe(2);
});

test('what was missed while away comes once, and what was written meanwhile goes once', async () => {
  const { alice, bob } = await friends();
  const ofBob = told(bob);
  const [aliceSide, bobSide] = [alice.conversations.withUser(userOf(bob)), bob.conversations.withUser(userOf(alice))];
  await aliceSide.send('before');
  await eventually(() => ofBob.length === 1, 'the first');

  bob.disconnect();
  await Promise.all(numbered(150, 'missed').map((text) => aliceSide.send(text)));
  const written = numbered(5, 'offline').map((text) => bobSide.send(text));
  expect(bobSide.timeline.items.slice(-5)).toMatchObject(Array(5).fill({ status: 'sending' }));
  await bob.connect();
  await Promise.all(written);
  await eventually(() => aliceSide.timeline.items.length === 156 && bobSide.timeline.items.length === 156, '156 each');

  expect(texts(bobSide)).toEqual(texts(aliceSide));
  expect(texts(bobSide).slice(0, 151)).toEqual(['before', ...numbered(150, 'missed')]);
  expect(ofBob.filter(({ status }) => status === 'received')).toHaveLength(151);
});

test('a page that is gone is taken up by the next: session, conversations, sends', async () => {
  const store = new MemoryStore();
  const [name, peerName] = await Promise.all([register('carol'), register('dave')]);
  const [carol, dave] = await Promise.all([login(name, { store }), login(peerName)]);
  await befriend(carol, dave);
  await dave.connect();
  const id = carol.conversations.withUser(userOf(dave)).id;
  const { session } = carol;
  const kept = carol.conversations.withUser(userOf(dave)).send('written offline');
  await carol.close();
  expect((await kept).status).toBe('kept');

  const again = unopened({ store });
  expect(await again.restore()).toEqual(session);
  expect(texts(again.conversations.get(id))).toEqual(['written offline']);
  await again.connect();
  await eventually(() => texts(dave.conversations.get(id)).length === 1, 'the message at dave');

  expect(texts(dave.conversations.get(id))).toEqual(['written offline']);
  expect(texts(again.conversations.get(id))).toEqual(['written offline']);
  await again.account.logout();
  expect(again.session).toBeUndefined();
  await again.close();
});

test('a stranger is refused for good, and the next message to a friend is not held up', async () => {
  const { alice, bob } = await friends();
  const stranger = await login(await register('erin'));

  const refused = await alice.conversations.withUser(userOf(stranger)).send('hi');
  const sent = await alice.conversations.withUser(userOf(bob)).send('hi');

  expect(refused).toMatchObject({ status: 'failed', code: 'DIRECT_NOT_ALLOWED' });
  expect(sent.status).toBe('sent');
  expect(stranger.conversations.list).toEqual([]);
});

test('two tabs of one user see everything, and each sends under its own numbers', async () => {
  const { alice, bob, aliceName } = await friends();
  const tab = await login(aliceName);
  await tab.connect();
  const [one, two] = [alice.conversations.withUser(userOf(bob)), tab.conversations.withUser(userOf(bob))];

  const results = await Promise.all(numbered(20, 'm').map((text, index) => (index % 2 === 0 ? one : two).send(text)));
  await eventually(() => one.timeline.items.length === 20 && two.timeline.items.length === 20, '20 in both tabs');

  expect(results.every(({ status }) => status === 'sent')).toBe(true);
  expect(texts(one)).toEqual(texts(two));
  expect(new Set(texts(one))).toEqual(new Set(numbered(20, 'm')));
  await eventually(() => bob.conversations.get(one.id)?.timeline.items.length === 20, '20 at bob');
});

test('groups: created, talked in, changed, left', async () => {
  const { alice, bob } = await friends();
  const group = await alice.conversations.createGroup({ title: 'Birds', members: [userOf(bob)] });
  await eventually(() => group.snapshot.group?.role === 'owner', "alice's view");
  await eventually(() => bob.conversations.get(group.id)?.snapshot.group?.role === 'member', "bob's view");
  const bobSide = bob.conversations.get(group.id);

  await group.send('welcome');
  await bobSide?.send('thanks');
  await group.group?.setRole(userOf(bob), 'admin');
  await group.group?.updateInfo({ title: 'Song birds' });
  await eventually(() => bobSide?.snapshot.group?.title === 'Song birds', 'the new title');
  expect(bobSide?.snapshot.group?.role).toBe('admin');
  expect(bobSide?.group?.may('edit-info')).toBe(true);
  expect(bobSide?.group?.may('dissolve')).toBe(false);
  expect(await group.group?.members()).toHaveLength(2);
  await bobSide?.group?.leave();
  await eventually(() => group.snapshot.group?.memberCount === 1, 'bob to be gone');
  await eventually(() => bobSide?.snapshot.group?.role === undefined, "bob's end");

  const kinds = group.timeline.items.map((item) => (item.type === 'event' ? item.change.kind : 'message'));
  expect(kinds).toEqual(['created', 'message', 'message', 'role-set', 'info-set', 'member-left']);
  expect(group.timeline.items.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('friends, presence and typing', async () => {
  const { alice, bob } = await friends();
  const states: string[] = [];
  alice.presence.watch([userOf(bob)], ({ state }) => states.push(state));
  await eventually(() => states.at(-1) === 'online', 'bob online');
  bob.presence.setAway(true);
  await eventually(() => states.at(-1) === 'away', 'bob away');
  bob.conversations.withUser(userOf(alice)).typing();
  const side = alice.conversations.withUser(userOf(bob));
  await eventually(() => side.typingUsers.includes(userOf(bob)), 'bob typing');
  bob.disconnect();
  await eventually(() => states.at(-1) === 'offline', 'bob offline');

  expect(await alice.friends.list()).toEqual([userOf(bob)]);
  await alice.friends.block(userOf(bob));
  expect(await alice.friends.blocked()).toEqual([userOf(bob)]);
  expect(await side.send('no')).toMatchObject({ status: 'failed', code: 'DIRECT_NOT_ALLOWED' });
  await alice.friends.unblock(userOf(bob));
  expect((await side.send('yes')).status).toBe('sent');
});

test('a connection that is silent is noticed by waking, and a revoked session ends the client', async () => {
  const { alice, aliceName } = await friends();
  alice.wake();
  const other = await login(aliceName);
  const ended = new Promise<string>((resolve) => {
    alice.on('session', ({ reason }) => {
      resolve(reason);
    });
  });

  expect(alice.connection.status).toBe('online');
  expect((await other.account.sessions()).map(({ current }) => current).sort()).toEqual([false, true]);
  await other.account.revokeOtherSessions();

  expect(await ended).toBe('ended');
  expect(alice.session).toBeUndefined();
  expect(alice.connection).toMatchObject({ status: 'ended' });
});

test('connections that break all the time lose nothing, double nothing, and change no order', async () => {
  const sockets = breakingSockets();
  const { alice, bob } = await friends({ openSocket: sockets.open });
  const [ofAlice, ofBob] = [told(alice), told(bob)];
  const [aliceSide, bobSide] = [alice.conversations.withUser(userOf(bob)), bob.conversations.withUser(userOf(alice))];

  const results = await Promise.all([
    ...numbered(100, 'a').map((text) => aliceSide.send(text)),
    ...numbered(100, 'b').map((text) => bobSide.send(text)),
  ]);
  await eventually(() => aliceSide.timeline.items.length === 200 && bobSide.timeline.items.length === 200, '200 each');

  expect(sockets.broken()).toBeGreaterThanOrEqual(2);
  expect(results.filter(({ status }) => status === 'sent')).toHaveLength(200);
  expect(texts(aliceSide)).toEqual(texts(bobSide));
  expect(texts(aliceSide).filter((text) => text.startsWith('a'))).toEqual(numbered(100, 'a'));
  expect(texts(aliceSide).filter((text) => text.startsWith('b'))).toEqual(numbered(100, 'b'));
  expect(ofAlice.filter(({ status }) => status === 'received')).toHaveLength(100);
  expect(ofBob.filter(({ status }) => status === 'received')).toHaveLength(100);
});

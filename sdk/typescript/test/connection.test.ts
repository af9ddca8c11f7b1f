import { expect, test } from 'vitest';
import type { ConnectionState } from '../src/api.js';
import { Backoff } from '../src/link/backoff.js';
import { closeAdvice } from '../src/link/close-advice.js';
import { eventually, IMPATIENT, Kit, liveFromBob, texts } from './kit.js';
import { BOB, problem, WITH_BOB } from './peer.js';

const kit = new Kit();

test('every connection has a ticket of its own and begins with login', async () => {
  let tickets = 0;
  kit.peer.restScript = ({ path }) =>
    path === '/v1/ws-tickets' ? { status: 201, body: { ticket: `t${++tickets}`, expiresInSeconds: 30 } } : undefined;
  const alice = await kit.connected();
  kit.peer.last.cut();
  await kit.peer.until(() => kit.peer.connections.length === 2, 'the second connection');
  await alice.connect();

  expect(kit.peer.connections.map(({ frames }) => frames[0]?.frame)).toMatchObject([
    { case: 'login', value: { ticket: 't1' } },
    { case: 'login', value: { ticket: 't2' } },
  ]);
});

test('the states tell the truth, and online means caught up', async () => {
  let answerSync = false;
  kit.peer.script('sync', () => (answerSync ? { case: 'sync', value: { token: new Uint8Array([1]) } } : undefined));
  const alice = await kit.alice({}, IMPATIENT);
  const states: ConnectionState[] = [];
  alice.on('connection', (state) => states.push(state));
  expect(alice.connection).toEqual({ status: 'idle' });

  const connected = alice.connect();
  await kit.peer.until(() => (kit.peer.connections[0]?.asked('sync').length ?? 0) > 0, 'a sync');
  expect(alice.connection.status).toBe('connecting');
  answerSync = true;
  await connected;
  expect(alice.connection).toEqual({ status: 'online', node: 'n1' });
  kit.peer.last.cut();
  await kit.peer.until(() => kit.peer.connections.length === 2, 'the second connection');
  await alice.connect();
  alice.disconnect();

  expect(states.map(({ status }) => status)).toEqual([
    'connecting',
    'online',
    'waiting',
    'connecting',
    'online',
    'idle',
  ]);
});

test.each([4000, 4001, 4002, 4003, 4100, 1006, 1001, 4999])('close code %i: comes back', async (code) => {
  expect(closeAdvice(code)).toBe('reconnect');
  const alice = await kit.connected();
  if (code === 1006) {
    kit.peer.last.cut();
  } else {
    kit.peer.last.close(code);
  }
  await kit.peer.until(() => kit.peer.connections.length === 2, 'the second connection');
  await alice.connect();
  expect(alice.connection.status).toBe('online');
});

test.each([4200, 4201, 4202, 1002, 1007, 1009])('close code %i: stays away', async (code) => {
  expect(closeAdvice(code)).toBe('give-up');
  const alice = await kit.connected();
  const ended = new Promise<ConnectionState>((resolve) => alice.on('connection', resolve));
  kit.peer.last.close(code);

  expect(await ended).toMatchObject({ status: 'ended', error: { code: 'CLIENT_REFUSED' } });
  expect(alice.session).toBeDefined();
});

test('4101 with a session that is gone ends it; sends stay in the outbox', async () => {
  kit.peer.script('send', () => undefined);
  const alice = await kit.connected();
  const kept = alice.conversations.withUser(BOB).send('kept');
  await kit.peer.until(() => kit.peer.last.asked('send').length === 1, 'a send');
  const reasons: string[] = [];
  alice.on('session', ({ reason }) => reasons.push(reason));
  kit.peer.restScript = ({ path }) =>
    path === '/v1/sessions/refresh' ? problem(401, 'AUTH_SESSION_ENDED') : undefined;

  kit.peer.last.close(4101);

  expect(await kept).toEqual({ status: 'kept' });
  await eventually(() => reasons.length > 0, 'the end');
  expect(reasons).toEqual(['ended']);
  expect(alice.connection).toMatchObject({ status: 'ended', error: { code: 'AUTH_SESSION_ENDED' } });
  expect(alice.session).toBeUndefined();
  await expect(alice.connect()).rejects.toMatchObject({ code: 'NOT_LOGGED_IN' });

  kit.peer.restScript = () => undefined;
  await alice.account.login({ name: 'alice', password: 'correct horse battery' });
  expect(alice.conversations.get(WITH_BOB)?.timeline.items).toMatchObject([{ status: 'sending' }]);
});

test('4101 with a session that lives comes back with new tokens', async () => {
  const alice = await kit.connected();
  kit.peer.last.close(4101);
  await kit.peer.until(() => kit.peer.connections.length === 2, 'the second connection');
  await alice.connect();

  expect(kit.peer.rest.filter(({ path }) => path === '/v1/sessions/refresh')).toHaveLength(1);
});

test('goodbye: goes on until the time that the node named, then elsewhere', async () => {
  const alice = await kit.connected();
  const first = kit.peer.last;
  const begun = Date.now();
  first.send({ case: 'goodbye', value: { reconnectAfterMs: 120 } });
  first.send(liveFromBob(1));
  await eventually(() => texts(alice).length === 1, 'a message of the last moment');
  expect(kit.peer.connections).toHaveLength(1);
  await kit.peer.until(() => kit.peer.connections.length === 2, 'the second connection');

  expect(Date.now() - begun).toBeGreaterThanOrEqual(115);
});

test('a node that closes before its time is left alone until then', async () => {
  await kit.connected();
  const begun = Date.now();
  kit.peer.last.send({ case: 'goodbye', value: { reconnectAfterMs: 150 } });
  kit.peer.last.close(4000);
  await kit.peer.until(() => kit.peer.connections.length === 2, 'the second connection');

  expect(Date.now() - begun).toBeGreaterThanOrEqual(145);
});

test('heartbeats go out when nothing else does, and a silent server is given up', async () => {
  kit.peer.heartbeatSeconds = 1;
  let mute = false;
  kit.peer.script('heartbeat', () => (mute ? undefined : { case: 'heartbeat', value: {} }));
  const alice = await kit.connected();
  await kit.peer.until(() => kit.peer.last.asked('heartbeat').length >= 2, 'two heartbeats');
  expect(kit.peer.connections).toHaveLength(1);
  mute = true;
  const begun = Date.now();
  await eventually(() => kit.peer.connections.length === 2, 'another connection');

  expect(Date.now() - begun).toBeGreaterThan(1_400);
  await alice.connect();
});

test('waking: a dead connection is noticed, a waiting client tries at once', async () => {
  const slow = { ...IMPATIENT, wakeTimeout: 1_500, reconnect: new Backoff(60_000, 60_000) };
  const alice = await kit.connected({}, slow);
  alice.wake();
  await kit.peer.until(() => kit.peer.last.asked('heartbeat').length === 1, 'a sign of life is asked for');
  kit.peer.script('heartbeat', () => undefined);
  alice.wake();
  await eventually(() => alice.connection.status === 'waiting', 'it to be noticed');
  alice.wake();
  await alice.connect();

  expect(kit.peer.connections).toHaveLength(2);
});

test('a server that cannot be reached is tried again; one that refuses the ticket for good is not', async () => {
  let failures = 0;
  kit.peer.restScript = ({ path }) =>
    path === '/v1/ws-tickets' && ++failures < 4 ? problem(503, 'UNAVAILABLE') : undefined;
  const alice = await kit.connected();
  expect(failures).toBe(4);
  alice.disconnect();

  kit.peer.restScript = ({ path }) => (path === '/v1/ws-tickets' ? problem(403, 'FORBIDDEN') : undefined);
  await expect(alice.connect()).rejects.toMatchObject({ code: 'FORBIDDEN', status: 403 });
  expect(alice.connection).toMatchObject({ status: 'ended', error: { code: 'FORBIDDEN' } });
  kit.peer.restScript = () => undefined;
  await alice.connect();
});

test('frames that this version does not know are ignored', async () => {
  const alice = await kit.connected();
  kit.peer.last.send({ case: undefined });
  kit.peer.last.send(liveFromBob(1));
  await eventually(() => texts(alice).length === 1, 'what follows');
});

test('delays are drawn between zero and a ceiling that doubles up to its bound', () => {
  const backoff = new Backoff(100, 1_000);

  expect([0, 1, 2, 3, 4, 50].map((attempt) => backoff.ceiling(attempt))).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  const drawn = Array.from({ length: 500 }, () => backoff.delay(3));
  expect(Math.min(...drawn)).toBeLessThan(200);
  expect(Math.max(...drawn)).toBeGreaterThan(600);
  expect(Math.max(...drawn)).toBeLessThan(800);
  expect(() => new Backoff(0, 10)).toThrow(RangeError);
});

import { expect, test } from 'vitest';
import type { Presence, RelationChange } from '../src/api.js';
import { ErrorCode, PresenceState, RelationChange as WireChange } from '../src/wire/generated.js';
import { eventually, Kit } from './kit.js';
import { ALICE, BOB, problem } from './peer.js';

const kit = new Kit();
const CAROL = 'u0199f1a02d5e7f60a1b2c3d4e5f60718';
const watches = () => kit.peer.last.asked('watchPresence').map(({ users }) => [...users].sort());

test('watches add up, tell the present state and every change, and end when the last one ends', async () => {
  const alice = await kit.connected();
  const [one, two]: [Presence[], Presence[]] = [[], []];
  const stopOne = alice.presence.watch([BOB], (presence) => one.push(presence));
  const stopTwo = alice.presence.watch([BOB, CAROL], (presence) => two.push(presence));
  await eventually(() => one.at(-1)?.state === 'online' && two.length >= 4, 'both online');
  expect(watches()).toEqual([[BOB, CAROL].sort()]);
  expect(one.map(({ state }) => state)).toEqual(['unknown', 'online']);

  const offline = { user: BOB, state: PresenceState.OFFLINE, lastSeenAtMs: 5n };
  kit.peer.last.send({ case: 'presence', value: { presences: [offline] } });
  kit.peer.last.send({ case: 'presence', value: { presences: [offline] } });
  await eventually(() => alice.presence.get(BOB).state === 'offline', 'bob offline');
  expect(one.at(-1)).toEqual({ user: BOB, state: 'offline', lastSeenAt: new Date(5) });
  stopOne();
  stopTwo();
  stopTwo();
  await kit.peer.until(() => watches().at(-1)?.length === 0, 'the end of the watch');
  expect(one).toHaveLength(3);
  expect(alice.presence.get(BOB).state).toBe('unknown');
});

test('a lost connection makes everybody unknown, the next one watches again', async () => {
  const alice = await kit.connected();
  const states: string[] = [];
  alice.presence.setAway(true);
  alice.presence.watch([BOB], ({ state }) => states.push(state));
  await eventually(() => states.at(-1) === 'online', 'bob online');
  kit.peer.last.cut();
  // the new connection may be there before anybody looks
  await eventually(() => states.length >= 4, 'bob unknown, and online again');

  expect(states).toEqual(['unknown', 'online', 'unknown', 'online']);
  expect(kit.peer.connections).toHaveLength(2);
  await kit.peer.until(() => kit.peer.last.asked('setAway').length === 1, 'away again');
  expect(kit.peer.last.asked('setAway')).toMatchObject([{ away: true }]);
});

test('a watch that came too soon is repeated after the time that the server names', async () => {
  const at: number[] = [];
  kit.peer.script('watchPresence', () => {
    at.push(Date.now());
    return at.length === 1
      ? { case: 'error', value: { code: ErrorCode.RATE_LIMITED, message: 'slowly', retryAfterMs: 120 } }
      : { case: 'presence', value: { presences: [{ user: BOB, state: PresenceState.AWAY }] } };
  });
  const alice = await kit.connected();
  alice.presence.watch([BOB], () => undefined);
  await eventually(() => alice.presence.get(BOB).state === 'away', 'bob away');

  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(115);
});

test('more than 500 watches are refused at once', async () => {
  const alice = await kit.connected();
  const users = Array.from({ length: 501 }, (_, index) => `u${index}`);
  expect(() => alice.presence.watch(users, () => undefined)).toThrow('watched users: 501 (expected: <= 500)');
  expect(watches()).toEqual([]);
});

test.each([
  [WireChange.FRIEND_REQUEST_OPENED, 'request-opened'],
  [WireChange.FRIEND_REQUEST_WITHDRAWN, 'request-withdrawn'],
  [WireChange.FRIEND_REQUEST_ACCEPTED, 'request-accepted'],
  [WireChange.FRIEND_REQUEST_DECLINED, 'request-declined'],
  [WireChange.FRIENDSHIP_BEGUN, 'friendship-begun'],
  [WireChange.FRIENDSHIP_ENDED, 'friendship-ended'],
  [WireChange.BLOCK_ADDED, 'block-added'],
  [WireChange.BLOCK_REMOVED, 'block-removed'],
])('relation change %i is %s', async (change, name) => {
  const alice = await kit.connected();
  const told: (RelationChange | 'unknown')[] = [];
  alice.friends.on('change', (it) => told.push(it));
  alice.presence.watch([BOB], () => undefined);
  await kit.peer.until(() => watches().length === 1, 'a watch');
  kit.peer.last.send({
    case: 'relationChanged',
    value: { change, user: BOB, request: { id: 'r1', outgoing: true, message: 'hi' } },
  });
  await eventually(() => told.length === 1, 'the change');

  expect(told).toEqual([{ change: name, user: BOB, request: { id: 'r1', outgoing: true, message: 'hi' } }]);
  if (name.startsWith('friendship')) {
    await kit.peer.until(() => watches().length === 2, 'the watch again');
  }
});

test('every connect and resync tells to read the lists again', async () => {
  const alice = await kit.alice();
  const told: unknown[] = [];
  alice.friends.on('change', (it) => told.push(it));
  await alice.connect();
  expect(told).toEqual(['unknown']);
  kit.peer.last.send({ case: 'resync', value: {} });
  await eventually(() => told.length === 2, 'the second');
});

test('reads of users in one moment are one request, and are remembered', async () => {
  const alice = await kit.alice();
  kit.peer.restScript = ({ path }) =>
    path.startsWith('/v1/users?') ? { status: 200, body: { users: [{ id: BOB, name: 'bob' }] } } : undefined;

  const [bob, carol, again] = await Promise.all([alice.users.get(BOB), alice.users.get(CAROL), alice.users.get(BOB)]);

  expect(bob).toEqual({ id: BOB, name: 'bob' });
  expect(again).toEqual(bob);
  expect(carol).toBeUndefined();
  expect(await alice.users.byIds([BOB, CAROL])).toEqual([bob]);
  expect(kit.peer.rest.filter(({ path }) => path.startsWith('/v1/users')).map(({ path }) => path)).toEqual([
    `/v1/users?id=${BOB}&id=${CAROL}`,
  ]);
});

test('more than 100 users are read in requests of 100, and a failure is not remembered', async () => {
  const alice = await kit.alice();
  const ids = Array.from({ length: 150 }, (_, index) => `u${index}`);
  kit.peer.restScript = () => problem(503, 'UNAVAILABLE');
  await expect(alice.users.byIds(ids)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const failed = kit.peer.rest.length;
  kit.peer.restScript = ({ path }) => ({
    status: 200,
    body: { users: [...new URL(path, 'http://x').searchParams.getAll('id')].map((id) => ({ id, name: id })) },
  });

  expect(await alice.users.byIds(ids)).toHaveLength(150);
  const reads = kit.peer.rest.slice(failed).map(({ path }) => path.split('id=').length - 1);
  expect(reads.sort()).toEqual([100, 50]);
});

test('searching goes page by page', async () => {
  const alice = await kit.alice();
  kit.peer.restScript = ({ path }) =>
    path.startsWith('/v1/users/search')
      ? { status: 200, body: { users: [{ id: BOB, name: 'bob' }], next: 'c+1' } }
      : undefined;

  expect(await alice.users.search('bo')).toEqual({ items: [{ id: BOB, name: 'bob' }], next: 'c+1' });
  await alice.users.search('bo b', { limit: 5, cursor: 'c+1' });

  expect(kit.peer.rest.at(-2)?.path).toBe('/v1/users/search?prefix=bo');
  expect(kit.peer.rest.at(-1)?.path).toBe('/v1/users/search?prefix=bo%20b&limit=5&cursor=c%2B1');
});

test('friends: lists are read to their end, changes are repeated until there is a verdict', async () => {
  const alice = await kit.alice();
  let tries = 0;
  kit.peer.restScript = ({ method, path }) => {
    switch (`${method} ${path}`) {
      case 'GET /v1/friends?limit=100':
        return { status: 200, body: { friends: [{ user: BOB }], next: 'n' } };
      case 'GET /v1/friends?limit=100&cursor=n':
        return { status: 200, body: { friends: [{ user: CAROL }] } };
      case 'GET /v1/friend-requests/incoming?limit=100':
        return {
          status: 200,
          body: { requests: [{ id: 'r1', user: BOB, status: 'PENDING', requestedAt: '2026-11-22T06:00:00.000Z' }] },
        };
      case 'POST /v1/friend-requests':
        return { status: 201, body: { id: 'r2', user: BOB, status: 'ACCEPTED', message: 'hi' } };
      case `PUT /v1/blocks/${BOB}`:
        return ++tries < 3 ? problem(503, 'UNAVAILABLE') : { status: 204 };
      default:
        return undefined;
    }
  };

  expect(await alice.friends.list()).toEqual([BOB, CAROL]);
  expect(await alice.friends.incoming()).toEqual([
    {
      id: 'r1',
      user: BOB,
      status: 'pending',
      message: '',
      requestedAt: new Date('2026-11-22T06:00:00Z'),
      expiresAt: undefined,
    },
  ]);
  expect(await alice.friends.request(BOB, 'hi')).toMatchObject({ id: 'r2', status: 'accepted', message: 'hi' });
  await alice.friends.block(BOB);

  expect(tries).toBe(3);
  await expect(alice.friends.accept('r9')).rejects.toMatchObject({ status: 404 });
  expect(alice.session?.user).toBe(ALICE);
});

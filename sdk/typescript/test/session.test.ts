import { expect, test } from 'vitest';
import { MemoryStore } from '../src/store/memory-store.js';
import type { StoredSession } from '../src/store/store.js';
import { eventually, Kit, QUICK } from './kit.js';
import { ALICE, BOB, type Peer, problem, type RestAnswer, WITH_BOB } from './peer.js';

const kit = new Kit();

const refreshes = (peer: Peer) =>
  peer.rest
    .filter(({ path }) => path === '/v1/sessions/refresh')
    .map(({ body }) => (body as { refreshToken: string }).refreshToken);

/** Tokens as the server rotates them: each refresh token is good once. */
function rotating(peer: Peer, expiresIn = 600) {
  const state = { valid: '', bearers: [] as (string | undefined)[] };
  peer.restScript = ({ path, body, headers }): RestAnswer | undefined => {
    if (path === '/v1/sessions' || path === '/v1/sessions/refresh') {
      const used = (body as { refreshToken?: string }).refreshToken;
      if (used !== undefined && used !== state.valid) {
        return problem(401, 'AUTH_REFRESH_REUSED');
      }
      const tokens = peer.freshTokens(expiresIn);
      state.valid = tokens['refreshToken'] as string;
      return { status: 201, body: tokens };
    }
    state.bearers.push(headers.authorization);
    if (headers.authorization !== `Bearer access-${peer.tokens}`) {
      return problem(401, 'AUTH_TOKEN_INVALID');
    }
    return path === '/v1/users/me' ? { status: 200, body: { id: ALICE, name: 'alice' } } : undefined;
  };
  return state;
}

test('the first login sends no device id, the next one sends what the server gave', async () => {
  const store = new MemoryStore();
  const client = await kit.alice({ store, device: { platform: 'test', name: 'A test' } });
  expect(client.session).toEqual({ user: ALICE, device: 'v1', session: 's1' });
  await client.account.logout();
  await client.account.login({ name: 'alice', password: 'correct horse battery', enable: true });

  const logins = kit.peer.rest.filter(({ path }) => path === '/v1/sessions').map(({ body }) => body);
  expect(logins).toEqual([
    { name: 'alice', password: 'correct horse battery', device: { platform: 'test', name: 'A test' } },
    {
      name: 'alice',
      password: 'correct horse battery',
      device: { id: 'v1', platform: 'test', name: 'A test' },
      enable: true,
    },
  ]);
});

test('an access token that is about to expire is renewed before it is used', async () => {
  rotating(kit.peer, 20);
  const alice = await kit.alice();

  await alice.account.profile();

  expect(refreshes(kit.peer)).toEqual(['refresh-1']);
});

test('many calls at once renew once', async () => {
  const state = rotating(kit.peer);
  const alice = await kit.alice();
  kit.peer.tokens = 100;
  state.valid = 'refresh-1';

  const users = await Promise.all(Array.from({ length: 10 }, () => alice.account.profile()));

  expect(users).toHaveLength(10);
  expect(refreshes(kit.peer)).toEqual(['refresh-1']);
});

test('tabs that share a store never use a refresh token twice', async () => {
  const state = rotating(kit.peer);
  const store = new MemoryStore();
  const one = await kit.alice({ store });
  const two = kit.client({ store });
  await two.restore();
  kit.peer.tokens = 100;
  state.valid = 'refresh-1';

  await Promise.all([one.account.profile(), two.account.profile(), one.account.profile(), two.account.profile()]);

  expect(refreshes(kit.peer)).toEqual(['refresh-1']);
  expect(one.session).toEqual(two.session);
});

test('new tokens are in the store before they are used', async () => {
  const state = rotating(kit.peer);
  const store = new MemoryStore();
  const alice = await kit.alice({ store });
  const kept: (string | undefined)[] = [];
  const script = kit.peer.restScript;
  kit.peer.restScript = async (request) => {
    if (request.path === '/v1/users/me') {
      kept.push(`${request.headers.authorization} ${(await store.loadSession())?.accessToken}`);
    }
    return script(request);
  };
  kit.peer.tokens = 100;
  state.valid = 'refresh-1';

  await alice.account.profile();

  expect(kept).toEqual(['Bearer access-1 access-1', 'Bearer access-101 access-101']);
});

test('while new tokens are being stored, nobody uses them', async () => {
  const state = rotating(kit.peer);
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let isStoring = false;
  class SlowStore extends MemoryStore {
    override async saveSession(session: StoredSession | undefined): Promise<void> {
      if (session?.accessToken === 'access-101') {
        isStoring = true;
        await gate;
      }
      await super.saveSession(session);
    }
  }
  const alice = await kit.alice({ store: new SlowStore() });
  kit.peer.tokens = 100;
  state.valid = 'refresh-1';
  const first = alice.account.profile();
  await eventually(() => isStoring, 'new tokens to be stored');
  const second = alice.account.profile();
  await kit
    .client()
    .account.register({ name: 'x', password: 'y' })
    .catch(() => undefined);

  expect(state.bearers.filter((bearer) => bearer === 'Bearer access-101')).toEqual([]);
  open();
  await Promise.all([first, second]);
  expect(state.bearers.filter((bearer) => bearer === 'Bearer access-101')).toHaveLength(2);
});

test('an answer that was lost is asked for again with the same token', async () => {
  rotating(kit.peer, 20);
  const alice = await kit.alice();
  const script = kit.peer.restScript;
  let lost = 0;
  kit.peer.restScript = (request) => {
    if (request.path === '/v1/sessions/refresh' && ++lost === 1) {
      return new Promise(() => {
        setTimeout(() => {
          kit.peer.cutRest();
        }, 5);
      });
    }
    return script(request);
  };

  await alice.account.profile();

  expect(refreshes(kit.peer)).toEqual(['refresh-1', 'refresh-1']);
});

test('a session that is gone ends the client in every tab', async () => {
  const store = new MemoryStore();
  const one = await kit.connected({ store });
  const two = kit.client({ store });
  await two.restore();
  await kit.peer.until(() => kit.peer.rest.some(({ path }) => path === '/v1/drafts'), 'the reading of drafts');
  const reasons: string[] = [];
  one.on('session', ({ reason }) => reasons.push(`one ${reason}`));
  two.on('session', ({ reason }) => reasons.push(`two ${reason}`));
  kit.peer.restScript = ({ path }) =>
    path === '/v1/sessions/refresh' ? problem(401, 'AUTH_REFRESH_REFUSED') : problem(401, 'AUTH_TOKEN_INVALID');

  await expect(two.account.profile()).rejects.toMatchObject({ code: 'AUTH_REFRESH_REFUSED', status: 401 });
  await eventually(() => reasons.length === 2, 'both tabs');

  expect(reasons.sort()).toEqual(['one ended', 'two ended']);
  expect(await store.loadSession()).toBeUndefined();
  expect(one.connection.status).toBe('ended');
});

test('logging out forgets the user on this device', async () => {
  const store = new MemoryStore();
  const alice = await kit.connected({ store });
  kit.peer.script('send', () => undefined);
  void alice.conversations.withUser(BOB).send('never mind');
  await kit.peer.until(() => kit.peer.last.asked('send').length === 1, 'a send');
  const reasons: string[] = [];
  alice.on('session', ({ reason }) => reasons.push(reason));

  await alice.account.logout();

  expect(kit.peer.rest.at(-1)).toMatchObject({ method: 'DELETE', path: '/v1/sessions/current' });
  expect(reasons).toEqual(['logged-out']);
  expect(alice.connection.status).toBe('idle');
  expect(await store.loadSession()).toBeUndefined();
  await alice.account.login({ name: 'alice', password: 'correct horse battery' });
  expect(alice.conversations.get(WITH_BOB)).toBeUndefined();
});

test('a logout whose server cannot be reached forgets, too, and says so', async () => {
  const alice = await kit.alice({}, { ...QUICK, restTimeout: 50 });
  kit.peer.restScript = () => new Promise(() => undefined);

  await expect(alice.account.logout()).rejects.toMatchObject({ code: 'NO_ANSWER' });
  expect(alice.session).toBeUndefined();
});

test('restoring needs no network, and nothing to restore is no error', async () => {
  const store = new MemoryStore();
  expect(await kit.client({ store }).restore()).toBeUndefined();
  await kit.alice({ store });
  const asked = kit.peer.rest.length;

  const again = kit.client({ store });
  expect(await again.restore()).toEqual({ user: ALICE, device: 'v1', session: 's1' });
  expect(await again.restore()).toEqual({ user: ALICE, device: 'v1', session: 's1' });
  expect(kit.peer.rest).toHaveLength(asked);
});

test('errors carry code, status, time to wait, and whether they may pass', async () => {
  kit.peer.restScript = () => problem(409, 'USER_NAME_TAKEN');
  const client = kit.client();
  await expect(client.account.register({ name: 'bob', password: 'x'.repeat(8) })).rejects.toMatchObject({
    name: 'WarblerError',
    code: 'USER_NAME_TAKEN',
    status: 409,
    mayPass: false,
  });
  kit.peer.restScript = () => problem(429, 'AUTH_THROTTLED');
  await expect(client.account.login({ name: 'bob', password: 'x' })).rejects.toMatchObject({ mayPass: true });
  expect(client.session).toBeUndefined();
  await expect(client.account.profile()).rejects.toMatchObject({ code: 'NOT_LOGGED_IN' });
  await expect(client.connect()).rejects.toMatchObject({ code: 'NOT_LOGGED_IN' });
  expect(() => client.conversations.withUser(BOB)).toThrow('nobody is logged in');
});

test('a closed client refuses everything', async () => {
  const alice = await kit.connected();
  const conversation = alice.conversations.withUser(BOB);
  await alice.close();
  await alice.close();

  await expect(alice.connect()).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
  await expect(alice.restore()).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
  await expect(conversation.send('late')).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
  expect(alice.session).toBeUndefined();
});

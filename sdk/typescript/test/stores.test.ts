import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { IndexedDbStore } from '../src/store/indexeddb-store.js';
import { ProcessLocks, WebLocks } from '../src/store/locks.js';
import { MemoryStore } from '../src/store/memory-store.js';
import type { Store } from '../src/store/store.js';
import { Kit, texts } from './kit.js';
import { BOB, WITH_BOB } from './peer.js';
import { storeContract } from './store-contract.js';

const kit = new Kit();

const memory = new Map<string, MemoryStore>();
storeContract('MemoryStore', (place): Store => {
  const store = memory.get(place) ?? new MemoryStore();
  memory.set(place, store);
  return store;
});
storeContract('IndexedDbStore', (name) => new IndexedDbStore({ name, sharedBy: 'process' }));

test('a browser without locks is told so', () => {
  expect(() => new IndexedDbStore()).toThrow('navigator.locks: absent (expected: a secure page');
});

test('Web Locks are held until they are let go', async () => {
  const held = new Map<string, Promise<unknown>>();
  const locks = new WebLocks({
    request: (name, { ifAvailable }, work) => {
      if (ifAvailable === true && held.has(name)) {
        return work(null);
      }
      const running = (held.get(name) ?? Promise.resolve()).then(() => work({}));
      held.set(name, running);
      return running.finally(() => held.delete(name));
    },
  });

  const release = await locks.tryHold('a');
  expect(release).toBeTypeOf('function');
  expect(await locks.tryHold('a')).toBeUndefined();
  release?.();
  await held.get('a');
  expect(await locks.tryHold('a')).toBeTypeOf('function');
  expect(await locks.exclusively('b', () => Promise.resolve(7))).toBe(7);
});

test('locks of one process', async () => {
  const locks = new ProcessLocks();
  const release = await locks.tryHold('p');
  expect(await new ProcessLocks().tryHold('p')).toBeUndefined();
  release?.();
  expect(await new ProcessLocks().tryHold('p')).toBeTypeOf('function');
});

test('a client on IndexedDB: a page that is gone is taken up by the next', async () => {
  kit.peer.script('send', () => undefined);
  const open = () => new IndexedDbStore({ name: 'page', sharedBy: 'process' });
  const alice = await kit.connected({ store: open() });
  void alice.conversations.withUser(BOB).send('kept');
  await kit.peer.until(() => kit.peer.last.asked('send').length > 0, 'a send');
  const [sent] = kit.peer.last.asked('send');
  await alice.close();

  const again = kit.client({ store: open() });
  await again.restore();
  expect(texts(again, WITH_BOB)).toEqual(['kept']);
  await again.connect();
  await kit.peer.until(() => kit.peer.last.asked('send').length > 0, 'the send again');
  expect(kit.peer.last.asked('send')[0]).toEqual(sent);
  await again.account.logout();
  expect(await again.restore()).toBeUndefined();
});

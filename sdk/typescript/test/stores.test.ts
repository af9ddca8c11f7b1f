import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { IndexedDbStore } from '../src/store/indexeddb-store.js';
import { ProcessLocks, WebLocks } from '../src/store/locks.js';
import { MemoryStore } from '../src/store/memory-store.js';
import type { Store } from '../src/store/store.js';
import { Kit, texts } from './kit.js';
import { ALICE, BOB, WITH_BOB } from './peer.js';
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

test('of a store of version 1, what waits to be sent stays, and the rest is read from the server again', async () => {
  const old = await openDB(`old:${ALICE}`, 1, {
    upgrade: (db) => {
      db.createObjectStore('token');
      db.createObjectStore('conversations', { keyPath: 'id' });
      db.createObjectStore('items', { keyPath: ['conversation', 'seq'] });
      db.createObjectStore('outboxes');
      db.createObjectStore('lanes', { keyPath: ['owner', 'conversation'] });
      db.createObjectStore('sends', { keyPath: ['owner', 'send.conversation', 'send.number'] });
      db.createObjectStore('failed', { keyPath: ['owner', 'failed.send.clientMessageId'] });
    },
  });
  const send = {
    conversation: WITH_BOB,
    user: BOB,
    outbox: 'o',
    number: 1,
    clientMessageId: 'c',
    text: 'kept',
    writtenAt: 5,
  };
  await old.put('token', new Uint8Array([1]), 'current');
  await old.put('conversations', { id: WITH_BOB });
  await old.put('items', { conversation: WITH_BOB, seq: 1 });
  await old.put('outboxes', 'o', 'o');
  await old.put('lanes', { owner: 'o', conversation: WITH_BOB, outbox: 'o', lastNumber: 1 });
  await old.put('sends', { owner: 'o', send });
  await old.put('failed', { owner: 'o', failed: { send, code: 'X', detail: '' } });
  old.close();

  const user = await new IndexedDbStore({ name: 'old', sharedBy: 'process' }).openUser(ALICE);
  expect(await user.loadState()).toEqual({ token: new Uint8Array(), conversations: [] });
  expect(await user.readItems(WITH_BOB, { fromSeq: 1, beforeSeq: 9, limit: 9 })).toEqual([]);
  const [outbox] = await user.claimOutboxes();
  const contents = await outbox?.load();
  const content = { kind: 'text', text: 'kept', spans: [] };
  expect(contents?.lanes[0]?.unanswered).toMatchObject([
    { number: 1, clientMessageId: 'c', content, change: undefined },
  ]);
  expect(contents?.failed).toMatchObject([{ code: 'X', send: { content } }]);
});

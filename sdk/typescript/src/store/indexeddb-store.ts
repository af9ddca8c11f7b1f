import {
  type DBSchema,
  deleteDB,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import type { ConversationId, DeviceId, UserId } from '../api.js';
import { randomHex } from '../ids.js';
import { ProcessLocks, type TabLocks, WebLocks } from './locks.js';
import { isOlder, joined } from './ranges.js';
import type {
  FailedSend,
  OutboxContents,
  OutboxLane,
  OutboxStore,
  StateChanges,
  Store,
  StoredConversation,
  StoredItem,
  StoredSend,
  StoredSession,
  StoredState,
  UserStore,
  ItemRange,
} from './store.js';

/** 2: messages know their changes. */
const USER_VERSION = 2;
const VERSION = 1;

/** What a store may be told. */
export interface IndexedDbStoreOptions {
  /** Tells apart stores of one origin, for example of two servers. Default: `warbler`. */
  readonly name?: string;
  /**
   * `tabs`: the browser's Web Locks keep tabs apart (default). `process`: there is one page only, as in React Native with
   * an IndexedDB of its own; two pages would then send under one outbox.
   */
  readonly sharedBy?: 'tabs' | 'process';
}

/** A store in IndexedDB that all tabs of an origin share. */
export class IndexedDbStore implements Store {
  private readonly name: string;
  private readonly locks: TabLocks;
  private readonly channelName: string;
  private readonly opened: Promise<IDBPDatabase<SessionSchema>>;

  constructor(options: IndexedDbStoreOptions = {}) {
    this.name = options.name ?? 'warbler';
    const locks = options.sharedBy === 'process' ? new ProcessLocks() : WebLocks.ofBrowser();
    if (locks === undefined) {
      throw new TypeError(
        "navigator.locks: absent (expected: a secure page, https or localhost; or sharedBy 'process' for a single page)",
      );
    }
    this.locks = locks;
    this.channelName = `${this.name}:session`;
    this.opened = openDB<SessionSchema>(this.name, VERSION, {
      upgrade: (db) => {
        db.createObjectStore('session');
        db.createObjectStore('device');
      },
    });
    // whoever uses the store is told
    this.opened.catch(() => undefined);
  }

  async loadSession(): Promise<StoredSession | undefined> {
    return (await this.opened).get('session', 'current');
  }

  async saveSession(session: StoredSession | undefined): Promise<void> {
    const db = await this.opened;
    const transaction = db.transaction('session', 'readwrite', { durability: 'strict' });
    await (session === undefined ? transaction.store.delete('current') : transaction.store.put(session, 'current'));
    await transaction.done;
    const channel = openChannel(this.channelName);
    channel?.postMessage('saved');
    channel?.close();
  }

  async loadDevice(): Promise<DeviceId | undefined> {
    return (await this.opened).get('device', 'current');
  }

  async saveDevice(device: DeviceId): Promise<void> {
    await (await this.opened).put('device', device, 'current');
  }

  exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.locks.exclusively(`${this.name}:${name}`, work);
  }

  onSessionSaved(listener: () => void): () => void {
    const channel = openChannel(this.channelName);
    if (channel !== undefined) {
      channel.onmessage = listener;
    }
    return () => {
      channel?.close();
    };
  }

  async openUser(user: UserId): Promise<UserStore> {
    const name = `${this.name}:${user}`;
    const db = await openDB<UserSchema>(name, USER_VERSION, {
      upgrade: (fresh, before, _now, transaction) => {
        if (before === 1) {
          // its failure fails the transaction, and with it the opening
          upgradeFromOne(transaction).catch(() => undefined);
          return;
        }
        fresh.createObjectStore('token');
        fresh.createObjectStore('conversations', { keyPath: 'id' });
        fresh.createObjectStore('items', { keyPath: ['conversation', 'seq'] });
        fresh.createObjectStore('outboxes');
        fresh.createObjectStore('lanes', { keyPath: ['owner', 'conversation'] });
        fresh.createObjectStore('sends', { keyPath: ['owner', 'send.conversation', 'send.number'] });
        fresh.createObjectStore('failed', { keyPath: ['owner', 'failed.send.clientMessageId'] });
      },
      // another tab erases: do not stand in its way
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
      },
    });
    return new IndexedDbUserStore(name, db, this.locks);
  }
}

interface SessionSchema extends DBSchema {
  session: { key: string; value: StoredSession };
  device: { key: string; value: DeviceId };
}

interface UserSchema extends DBSchema {
  token: { key: string; value: Uint8Array };
  conversations: { key: ConversationId; value: StoredConversation };
  items: { key: [ConversationId, number]; value: StoredItem };
  /** The ids; the key is the id. */
  outboxes: { key: string; value: string };
  lanes: { key: [string, ConversationId]; value: LaneRow };
  sends: { key: [string, ConversationId, number]; value: SendRow };
  failed: { key: [string, string]; value: { readonly owner: string; readonly failed: FailedSend } };
}

/** `owner`: the outbox in which it is kept; `outbox`: the id under which it is numbered. */
interface LaneRow {
  readonly owner: string;
  readonly conversation: ConversationId;
  readonly outbox: string;
  readonly lastNumber: number;
}

interface SendRow {
  readonly owner: string;
  readonly send: StoredSend;
}

class IndexedDbUserStore implements UserStore {
  private readonly releases: (() => void)[] = [];

  constructor(
    private readonly name: string,
    private readonly db: IDBPDatabase<UserSchema>,
    private readonly locks: TabLocks,
  ) {}

  async loadState(): Promise<StoredState> {
    const transaction = this.db.transaction(['token', 'conversations']);
    const [token, conversations] = await Promise.all([
      transaction.objectStore('token').get('current'),
      transaction.objectStore('conversations').getAll(),
    ]);
    return { token: token ?? new Uint8Array(), conversations };
  }

  async saveState(changes: StateChanges): Promise<void> {
    const transaction = this.db.transaction(['token', 'conversations', 'items'], 'readwrite');
    const conversations = transaction.objectStore('conversations');
    const items = transaction.objectStore('items');
    const writes: Promise<unknown>[] = [transaction.objectStore('token').put(changes.token, 'current')];
    for (const item of changes.items) {
      writes.push(putNewer(items, item));
    }
    writes.push(
      ...changes.conversations.map(async (next) => conversations.put(joined(await conversations.get(next.id), next))),
    );
    await Promise.all([...writes, transaction.done]);
  }

  async readItems(
    conversation: ConversationId,
    { fromSeq, beforeSeq, limit, leaveOut }: ItemRange,
  ): Promise<readonly StoredItem[]> {
    const items: StoredItem[] = [];
    const direction = leaveOut === 'newest' ? 'next' : 'prev';
    if (fromSeq < beforeSeq) {
      const range = IDBKeyRange.bound([conversation, fromSeq], [conversation, beforeSeq], false, true);
      let cursor = await this.db.transaction('items').store.openCursor(range, direction);
      while (cursor !== null && items.length < limit) {
        items.push(cursor.value);
        cursor = await cursor.continue();
      }
    }
    return direction === 'prev' ? items.reverse() : items;
  }

  async claimOutboxes(): Promise<readonly OutboxStore[]> {
    const claimed: OutboxStore[] = [];
    for (const id of await this.db.getAllKeys('outboxes')) {
      if (await this.hold(id)) {
        claimed.push(new IndexedDbOutbox(id, this.db));
      }
    }
    if (claimed.length === 0) {
      const id = randomHex();
      await this.hold(id);
      await this.db.put('outboxes', id, id);
      claimed.push(new IndexedDbOutbox(id, this.db));
    }
    return claimed;
  }

  async erase(): Promise<void> {
    await this.close();
    await deleteDB(this.name);
  }

  close(): Promise<void> {
    this.db.close();
    this.releases.splice(0).forEach((release) => {
      release();
    });
    return Promise.resolve();
  }

  private async hold(outbox: string): Promise<boolean> {
    const release = await this.locks.tryHold(`${this.name}:outbox:${outbox}`);
    if (release !== undefined) {
      this.releases.push(release);
    }
    return release !== undefined;
  }
}

class IndexedDbOutbox implements OutboxStore {
  constructor(
    private readonly owner: string,
    private readonly db: IDBPDatabase<UserSchema>,
  ) {}

  async load(): Promise<OutboxContents> {
    const mine = IDBKeyRange.bound([this.owner], [this.owner, []]);
    const transaction = this.db.transaction(['lanes', 'sends', 'failed']);
    const [lanes, sends, failed] = await Promise.all([
      transaction.objectStore('lanes').getAll(mine),
      transaction.objectStore('sends').getAll(mine),
      transaction.objectStore('failed').getAll(mine),
    ]);
    return {
      outbox: this.owner,
      lanes: lanes.map(({ conversation, outbox, lastNumber }) => ({
        conversation,
        outbox,
        lastNumber,
        unanswered: sends.map(({ send }) => send).filter((send) => send.conversation === conversation),
      })),
      failed: failed.map((row) => row.failed),
    };
  }

  async append(sends: readonly StoredSend[]): Promise<void> {
    const transaction = this.db.transaction(['lanes', 'sends'], 'readwrite', { durability: 'strict' });
    for (const send of sends) {
      this.run(transaction.objectStore('sends').add({ owner: this.owner, send }));
      const { conversation, outbox, number } = send;
      this.run(transaction.objectStore('lanes').put({ owner: this.owner, conversation, outbox, lastNumber: number }));
    }
    await transaction.done;
  }

  async answered(sends: readonly StoredSend[]): Promise<void> {
    const transaction = this.db.transaction('sends', 'readwrite');
    for (const { conversation, number } of sends) {
      this.run(transaction.store.delete([this.owner, conversation, number]));
    }
    await transaction.done;
  }

  async restart(conversation: ConversationId, lane: OutboxLane): Promise<void> {
    const transaction = this.db.transaction(['lanes', 'sends'], 'readwrite', { durability: 'strict' });
    const sends = transaction.objectStore('sends');
    this.run(sends.delete(IDBKeyRange.bound([this.owner, conversation], [this.owner, conversation, []])));
    for (const send of lane.unanswered) {
      this.run(sends.put({ owner: this.owner, send }));
    }
    const { outbox, lastNumber } = lane;
    this.run(transaction.objectStore('lanes').put({ owner: this.owner, conversation, outbox, lastNumber }));
    await transaction.done;
  }

  async saveFailed(failed: FailedSend): Promise<void> {
    await this.db.put('failed', { owner: this.owner, failed });
  }

  async forgetFailed(clientMessageId: string): Promise<void> {
    await this.db.delete('failed', [this.owner, clientMessageId]);
  }

  /** Its failure fails the transaction, which is waited for. */
  private run(request: Promise<unknown>): void {
    request.catch(() => undefined);
  }
}

type ItemsToWrite = IDBPObjectStore<UserSchema, ('token' | 'conversations' | 'items')[], 'items', 'readwrite'>;

async function putNewer(items: ItemsToWrite, item: StoredItem): Promise<void> {
  if (item.type === 'event' || !isOlder(item, await items.get([item.conversation, item.seq ?? 0]))) {
    await items.put(item);
  }
}

type Upgrade = IDBPTransaction<UserSchema, StoreNames<UserSchema>[], 'versionchange'>;

/** What the server knows is read again from it; what waits to be sent stays. */
async function upgradeFromOne(transaction: Upgrade): Promise<void> {
  for (const name of ['token', 'conversations', 'items'] as const) {
    await transaction.objectStore(name).clear();
  }
  const sends = transaction.objectStore('sends');
  for (const row of await sends.getAll()) {
    await sends.put({ ...row, send: ofOne(row.send) });
  }
  const refused = transaction.objectStore('failed');
  for (const row of await refused.getAll()) {
    await refused.put({ ...row, failed: { ...row.failed, send: ofOne(row.failed.send) } });
  }
}

/** Of version 1, in which a send had a text and nothing else. */
function ofOne(send: StoredSend & { readonly text?: string }): StoredSend {
  const { text = '', ...rest } = send;
  const content = { kind: 'text', text, spans: [] } as const;
  return { ...rest, content, replyTo: undefined, forward: undefined, change: undefined };
}

function openChannel(name: string): BroadcastChannel | undefined {
  return typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name);
}

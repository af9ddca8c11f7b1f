import { afterEach, beforeEach } from 'vitest';
import type { ClientOptions, WarblerClient } from '../src/api.js';
import { Client } from '../src/client/client.js';
import { Backoff } from '../src/link/backoff.js';
import { nodeSocket } from '../src/node.js';
import { MemoryStore } from '../src/store/memory-store.js';
import type { UserStore } from '../src/store/store.js';
import { STANDARD_TUNING, type Tuning } from '../src/tuning.js';
import { MessageKind } from '../src/wire/generated.js';
import { BOB, Peer, type Reply, WITH_BOB } from './peer.js';

/** Short pauses, so that tests need not wait; long times for answers, so that a busy machine changes nothing. */
export const QUICK: Tuning = {
  ...STANDARD_TUNING,
  reconnect: new Backoff(5, 20),
  quick: new Backoff(5, 20),
  sendTimeout: 8_000,
  askTimeout: 8_000,
  loginTimeout: 8_000,
  wakeTimeout: 8_000,
  gapPatience: 10,
  coalesceMarks: 5,
  betweenDeliveredMarks: 50,
  spreadGroupMarks: 5,
  coalesceDrafts: 5,
  saveAfter: 5,
};

/** For tests in which answers do not come. */
export const IMPATIENT: Tuning = { ...QUICK, sendTimeout: 150, askTimeout: 150, wakeTimeout: 150 };

/** A peer for every test of a file, and the clients that a test opened. */
export class Kit {
  peer!: Peer;
  readonly faults: unknown[] = [];
  private clients: WarblerClient[] = [];

  constructor() {
    beforeEach(async () => {
      this.peer = await Peer.start();
    });
    afterEach(async () => {
      await Promise.all(this.clients.splice(0).map((client) => client.close()));
      await this.peer.stop();
      const faults = this.faults.splice(0);
      if (faults.length > 0) {
        throw new AggregateError(faults, 'faults');
      }
    });
  }

  client(options: Partial<ClientOptions> = {}, tuning: Tuning = QUICK): WarblerClient {
    const client = new Client(
      { url: this.peer.url, openSocket: nodeSocket(), onFault: (fault) => this.faults.push(fault), ...options },
      tuning,
    );
    this.clients.push(client);
    return client;
  }

  /** A client that is logged in as Alice. */
  async alice(options: Partial<ClientOptions> = {}, tuning: Tuning = QUICK): Promise<WarblerClient> {
    const client = this.client(options, tuning);
    await client.account.login({ name: 'alice', password: 'correct horse battery' });
    return client;
  }

  /** A client that is logged in as Alice, and connected. */
  async connected(options: Partial<ClientOptions> = {}, tuning: Tuning = QUICK): Promise<WarblerClient> {
    const client = await this.alice(options, tuning);
    await client.connect();
    return client;
  }
}

/** A message of Bob's, as it comes over the wire. */
export function fromBob(seq: number, text = `message ${seq}`) {
  return {
    conversation: WITH_BOB,
    seq: BigInt(seq),
    ordinal: BigInt(seq),
    sender: BOB,
    clientMessageId: `bob-${seq}`,
    sentAtMs: 1_795_328_400_000n + BigInt(seq),
    kind: MessageKind.TEXT,
    body: { content: { case: 'text', value: text } as const },
  };
}

export function liveFromBob(seq: number): Reply {
  return { case: 'message', value: fromBob(seq) };
}

/** Waits until something holds that the client tells; the bound is for failures only. */
export async function eventually(condition: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error(`not in time: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function texts(client: WarblerClient, id = WITH_BOB): string[] {
  return (client.conversations.get(id)?.timeline.items ?? []).map((item) =>
    item.type === 'message' && item.content.kind === 'text' ? item.content.text : `(${item.key})`,
  );
}

/** A store whose outboxes write when a test lets them, or cannot; or that cannot keep what comes. */
export class StubbornStore extends MemoryStore {
  isFull = false;
  savesState = true;
  /** What every write waits for. */
  gate: Promise<void> = Promise.resolve();

  override async openUser(user: string): Promise<UserStore> {
    const opened = await super.openUser(user);
    const save = opened.saveState.bind(opened);
    opened.saveState = (changes) => (this.savesState ? save(changes) : Promise.reject(new Error('disk full')));
    const claim = opened.claimOutboxes.bind(opened);
    opened.claimOutboxes = async () => {
      const outboxes = await claim();
      for (const outbox of outboxes) {
        const append = outbox.append.bind(outbox);
        outbox.append = async (sends) => {
          await this.gate;
          await (this.isFull ? Promise.reject(new Error('disk full')) : append(sends));
        };
      }
      return outboxes;
    };
    return opened;
  }
}

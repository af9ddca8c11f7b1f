import type { ConversationId, DeviceId, UserId } from '../api.js';
import { randomHex } from '../ids.js';
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

/** A store that ends with the process. Clients that share one behave like tabs. */
export class MemoryStore implements Store {
  private session: StoredSession | undefined;
  private device: DeviceId | undefined;
  private readonly users = new Map<UserId, MemoryUser>();
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly listeners = new Set<() => void>();

  loadSession(): Promise<StoredSession | undefined> {
    return Promise.resolve(this.session);
  }

  saveSession(session: StoredSession | undefined): Promise<void> {
    this.session = session;
    this.listeners.forEach((listener) => {
      queueMicrotask(listener);
    });
    return Promise.resolve();
  }

  loadDevice(): Promise<DeviceId | undefined> {
    return Promise.resolve(this.device);
  }

  saveDevice(device: DeviceId): Promise<void> {
    this.device = device;
    return Promise.resolve();
  }

  exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(name) ?? Promise.resolve()).then(work, work);
    this.turns.set(name, turn);
    return turn;
  }

  onSessionSaved(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  openUser(user: UserId): Promise<UserStore> {
    const kept = this.users.get(user) ?? new MemoryUser();
    this.users.set(user, kept);
    return Promise.resolve(new MemoryUserStore(kept));
  }
}

/** What is kept of one user, shared by all that opened it. */
class MemoryUser {
  token: Uint8Array = new Uint8Array();
  readonly conversations = new Map<ConversationId, StoredConversation>();
  readonly items = new Map<ConversationId, Map<number, StoredItem>>();
  readonly outboxes = new Map<string, MemoryOutbox>();
}

class MemoryUserStore implements UserStore {
  private readonly claimed = new Set<MemoryOutbox>();

  constructor(private readonly user: MemoryUser) {}

  loadState(): Promise<StoredState> {
    return Promise.resolve({ token: this.user.token, conversations: [...this.user.conversations.values()] });
  }

  saveState(changes: StateChanges): Promise<void> {
    this.user.token = changes.token;
    for (const next of changes.conversations) {
      this.user.conversations.set(next.id, joined(this.user.conversations.get(next.id), next));
    }
    for (const item of changes.items) {
      const bySeq = this.user.items.get(item.conversation) ?? new Map<number, StoredItem>();
      this.user.items.set(item.conversation, bySeq);
      if (!isOlder(item, bySeq.get(item.seq ?? 0))) {
        bySeq.set(item.seq ?? 0, item);
      }
    }
    return Promise.resolve();
  }

  readItems(
    conversation: ConversationId,
    { fromSeq, beforeSeq, limit, leaveOut }: ItemRange,
  ): Promise<readonly StoredItem[]> {
    const seqs = [...(this.user.items.get(conversation)?.keys() ?? [])]
      .filter((seq) => seq >= fromSeq && seq < beforeSeq)
      .sort((a, b) => a - b);
    const wanted = leaveOut === 'newest' ? seqs.slice(0, limit) : seqs.slice(-limit);
    return Promise.resolve(wanted.flatMap((seq) => this.user.items.get(conversation)?.get(seq) ?? []));
  }

  claimOutboxes(): Promise<readonly OutboxStore[]> {
    const free = [...this.user.outboxes.values()].filter(({ held }) => !held);
    const claimed = free.length > 0 ? free : [this.newOutbox()];
    claimed.forEach((outbox) => {
      outbox.held = true;
      this.claimed.add(outbox);
    });
    return Promise.resolve(claimed);
  }

  erase(): Promise<void> {
    this.user.token = new Uint8Array();
    this.user.conversations.clear();
    this.user.items.clear();
    this.user.outboxes.clear();
    return this.close();
  }

  close(): Promise<void> {
    this.claimed.forEach((outbox) => {
      outbox.held = false;
    });
    this.claimed.clear();
    return Promise.resolve();
  }

  private newOutbox(): MemoryOutbox {
    const outbox = new MemoryOutbox();
    this.user.outboxes.set(outbox.id, outbox);
    return outbox;
  }
}

class MemoryOutbox implements OutboxStore {
  readonly id = randomHex();
  held = false;
  private readonly lanes = new Map<ConversationId, OutboxLane>();
  private readonly failed = new Map<string, FailedSend>();

  load(): Promise<OutboxContents> {
    return Promise.resolve({ outbox: this.id, lanes: [...this.lanes.values()], failed: [...this.failed.values()] });
  }

  append(sends: readonly StoredSend[]): Promise<void> {
    for (const send of sends) {
      const lane = this.lanes.get(send.conversation);
      this.lanes.set(send.conversation, {
        conversation: send.conversation,
        outbox: send.outbox,
        lastNumber: send.number,
        unanswered: [...(lane?.unanswered ?? []), send],
      });
    }
    return Promise.resolve();
  }

  answered(sends: readonly StoredSend[]): Promise<void> {
    for (const { conversation, clientMessageId } of sends) {
      const lane = this.lanes.get(conversation);
      if (lane !== undefined) {
        const unanswered = lane.unanswered.filter((send) => send.clientMessageId !== clientMessageId);
        this.lanes.set(conversation, { ...lane, unanswered });
      }
    }
    return Promise.resolve();
  }

  restart(conversation: ConversationId, lane: OutboxLane): Promise<void> {
    this.lanes.set(conversation, lane);
    return Promise.resolve();
  }

  saveFailed(failed: FailedSend): Promise<void> {
    this.failed.set(failed.send.clientMessageId, failed);
    return Promise.resolve();
  }

  forgetFailed(clientMessageId: string): Promise<void> {
    this.failed.delete(clientMessageId);
    return Promise.resolve();
  }
}

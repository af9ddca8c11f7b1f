import type { UserId } from '../api.js';
import type { KeptChange } from '../conversation/host.js';
import type { LiveConversation } from '../conversation/live-conversation.js';
import type { StoredItem, UserStore } from '../store/store.js';
import { withChanges } from './kept-changes.js';

const AGAIN_AFTER = 5_000;

/** Writes what changed a moment after it did. Token, conversations and items of one moment are written at once. */
export class StateKeeper {
  private dirty = new Set<LiveConversation>();
  private items: StoredItem[] = [];
  private changes: KeptChange[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private writing = Promise.resolve(true);
  private ended = false;

  constructor(
    private readonly store: UserStore,
    private readonly self: UserId,
    private readonly token: () => Uint8Array,
    private readonly after: number,
    private readonly onFault: (fault: unknown) => void,
  ) {}

  changed(conversation: LiveConversation, items: readonly StoredItem[]): void {
    this.dirty.add(conversation);
    this.items.push(...items);
    this.soon(this.after);
  }

  /** A message changed that may be kept, or some were hidden. */
  messageChanged(conversation: LiveConversation, change: KeptChange): void {
    this.dirty.add(conversation);
    this.changes.push(change);
    this.soon(this.after);
  }

  /** The token moved. */
  soon(delay: number = this.after): void {
    if (!this.ended) {
      this.timer ??= setTimeout(() => {
        void this.flush();
      }, delay);
    }
  }

  /** Writes now; resolves to whether everything is written. */
  flush(): Promise<boolean> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** Writes for the last time. */
  async end(): Promise<void> {
    await this.flush();
    this.ended = true;
    clearTimeout(this.timer);
  }

  private async write(): Promise<boolean> {
    const { dirty, items, changes } = this;
    const conversations = [...dirty].filter(({ view }) => view.isAnchored).map((one) => one.toStored());
    const token = this.token();
    this.dirty = new Set();
    this.items = [];
    this.changes = [];
    try {
      const changed = await withChanges(this.store, items, changes, this.self);
      await this.store.saveState({ token, conversations, items: changed });
      return true;
    } catch (fault) {
      dirty.forEach((conversation) => this.dirty.add(conversation));
      this.items = [...items, ...this.items];
      this.changes = [...changes, ...this.changes];
      this.onFault(fault);
      this.soon(AGAIN_AFTER);
      return false;
    }
  }
}

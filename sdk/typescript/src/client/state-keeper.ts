import type { LiveConversation } from '../conversation/live-conversation.js';
import type { StoredItem, UserStore } from '../store/store.js';

const AGAIN_AFTER = 5_000;

/** Writes what changed a moment after it did. Token, conversations and items of one moment are written at once. */
export class StateKeeper {
  private dirty = new Set<LiveConversation>();
  private items: StoredItem[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private writing: Promise<void> = Promise.resolve();
  private ended = false;

  constructor(
    private readonly store: UserStore,
    private readonly token: () => Uint8Array,
    private readonly after: number,
    private readonly onFault: (fault: unknown) => void,
  ) {}

  changed(conversation: LiveConversation, items: readonly StoredItem[]): void {
    this.dirty.add(conversation);
    this.items.push(...items);
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

  /** Writes now; resolves when everything is written, or cannot be. */
  flush(): Promise<void> {
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

  private async write(): Promise<void> {
    const { dirty, items } = this;
    const conversations = [...dirty].filter(({ view }) => view.isAnchored).map((one) => one.toStored());
    const changes = { token: this.token(), conversations, items };
    this.dirty = new Set();
    this.items = [];
    try {
      await this.store.saveState(changes);
    } catch (fault) {
      dirty.forEach((conversation) => this.dirty.add(conversation));
      this.items = [...items, ...this.items];
      this.onFault(fault);
      this.soon(AGAIN_AFTER);
    }
  }
}

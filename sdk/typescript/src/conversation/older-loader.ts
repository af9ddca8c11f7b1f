import type { Position } from '../store/store.js';
import type { ConversationHost } from './host.js';
import type { LiveConversation } from './live-conversation.js';
import type { TimelineWindow } from './timeline-window.js';

const USUAL_COUNT = 50;
const MOST_AT_ONCE = 100;

/** Extends what is loaded of a conversation backwards, one reading at a time. */
export class OlderLoader {
  /** Below the first item that is kept in the store, or in memory and about to be. */
  keptFrom: Position = { seq: 0, ordinal: 0 };
  private loading: Promise<boolean> | undefined;

  constructor(
    private readonly conversation: LiveConversation,
    private readonly window: TimelineWindow,
    private readonly host: ConversationHost,
    private readonly onLoaded: () => void,
  ) {}

  /** Returns whether there are still older ones. */
  load(count: number = USUAL_COUNT): Promise<boolean> {
    this.loading ??= this.read(count).finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  async loadBackTo(seq: number): Promise<void> {
    while (!this.window.reaches(seq) && this.window.hasOlder) {
      await this.load(MOST_AT_ONCE);
    }
  }

  private async read(count: number): Promise<boolean> {
    const below = this.window.from;
    if (!this.window.hasOlder) {
      return false;
    }
    const { items, changes, from, complete } = await this.host.readOlder(this.conversation, below, count);
    // trimmed or begun anew meanwhile: the items do not join any more
    if (this.window.from.seq === below.seq) {
      changes.forEach((event) => {
        this.window.note(event);
      });
      this.window.prepend(items, from);
      if (complete) {
        this.window.markComplete();
      }
      if (from.seq < this.keptFrom.seq) {
        this.keptFrom = from;
        this.host.keep(this.conversation, items);
      }
      this.onLoaded();
    }
    return this.window.hasOlder;
  }
}

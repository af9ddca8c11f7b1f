import type { Position, StoredItem } from '../store/store.js';
import type { ConversationHost } from './host.js';
import type { LiveConversation } from './live-conversation.js';
import { positionOf, type TimelineWindow } from './timeline-window.js';

const USUAL_COUNT = 50;
const MOST_AT_ONCE = 100;
/** An item that lies so many positions below what is loaded is loaded with all between. */
const MOST_BACK = 5_000;

/** Moves the loaded part of a conversation, one reading at a time. */
export class WindowLoader {
  /** Below the first item that is kept in the store, or in memory and about to be. */
  keptFrom: Position = { seq: 0, ordinal: 0 };
  private loading: Promise<boolean> | undefined;
  private loadingNewer: Promise<boolean> | undefined;

  constructor(
    private readonly conversation: LiveConversation,
    private readonly window: TimelineWindow,
    private readonly host: ConversationHost,
    private readonly onLoaded: () => void,
  ) {}

  /** Returns whether there are still older ones. */
  loadOlder(count: number = USUAL_COUNT): Promise<boolean> {
    this.loading ??= this.read(count).finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  /** Returns whether there are still newer ones. */
  loadNewer(count: number = USUAL_COUNT): Promise<boolean> {
    this.loadingNewer ??= this.readNewer(count).finally(() => {
      this.loadingNewer = undefined;
    });
    return this.loadingNewer;
  }

  /** Lets everything go but the newest. */
  async toNewest(count: number = USUAL_COUNT): Promise<void> {
    if (!this.window.hasNewer) {
      return;
    }
    const { held } = this.conversation.view;
    const { items, from } = await this.host.history.older(this.conversation, held, count);
    if (this.window.until !== undefined) {
      this.window.beginAfter(from);
      this.extend(items, held);
    }
    // what came meanwhile
    while (await this.loadNewer(MOST_AT_ONCE));
  }

  /** Returns whether the item is there; of one that is too far away nothing is loaded. */
  async loadBackTo(seq: number): Promise<boolean> {
    const { held } = this.conversation.view;
    const isLetGo = seq > (this.window.until?.seq ?? Infinity);
    const from = isLetGo ? held : this.window.from;
    if (seq > held.seq || from.seq - seq > MOST_BACK) {
      return false;
    }
    if (isLetGo) {
      await this.toNewest();
    }
    let before: number | undefined;
    while (!this.window.reaches(seq) && this.window.hasOlder && this.window.from.seq !== before) {
      before = this.window.from.seq;
      await this.loadOlder(MOST_AT_ONCE);
    }
    return this.window.has(seq);
  }

  private async read(count: number): Promise<boolean> {
    const below = this.window.from;
    if (!this.window.hasOlder) {
      return false;
    }
    const { items, changes, from, complete } = await this.host.history.older(this.conversation, below, count);
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
        // with what came while they were read: the changes themselves are written already, and not asked for again
        this.host.keep(
          this.conversation,
          items.map((item) => this.window.completed(item)),
        );
      }
      this.onLoaded();
    }
    return this.window.hasOlder;
  }

  private async readNewer(count: number): Promise<boolean> {
    const { until } = this.window;
    if (until === undefined) {
      return false;
    }
    const { held } = this.conversation.view;
    const items = await this.host.history.newer(this.conversation, until, held, count);
    const last = items.at(-1);
    // let go or begun anew meanwhile: the items do not join any more
    if (this.window.until?.seq === until.seq) {
      this.extend(items, last === undefined || items.length < count ? held : positionOf(last));
    }
    return this.window.hasNewer;
  }

  private extend(items: readonly StoredItem[], until: Position): void {
    this.window.extend(items, until.seq < this.conversation.view.held.seq ? until : undefined);
    this.onLoaded();
  }
}

import type { Position, StoredItem } from '../store/store.js';
import type { ChangeEvent } from '../wire/changes.js';
import type { ConversationHost } from './host.js';
import type { LiveConversation } from './live-conversation.js';
import { positionOf, type TimelineWindow } from './timeline-window.js';

const USUAL_COUNT = 50;
const MOST_AT_ONCE = 100;
/** An item that lies so many positions below what is loaded is loaded with all between. */
const NEAR = 100;

/** Moves the loaded part of a conversation, one reading at a time. */
export class WindowLoader {
  /** Below the first item that is kept in the store, or in memory and about to be. */
  keptFrom: Position = { seq: 0, ordinal: 0 };
  private loading: Promise<boolean> | undefined;
  private loadingNewer: Promise<boolean> | undefined;
  /** Whoever goes somewhere else meanwhile wants to be there, and not where an earlier reading leads. */
  private turn = 0;

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
    const turn = ++this.turn;
    if (!this.window.hasNewer) {
      return;
    }
    const { held } = this.conversation.view;
    const { items, from } = await this.host.history.older(this.conversation, held, count);
    if (turn !== this.turn) {
      return;
    }
    if (this.window.until !== undefined) {
      this.window.beginAfter(from);
      this.extend(items, held);
    }
    // what came meanwhile
    while (turn === this.turn && (await this.loadNewer(MOST_AT_ONCE)));
  }

  /** Returns whether the item is there; not, when something else was asked for meanwhile. */
  async loadAround(seq: number): Promise<boolean> {
    const turn = ++this.turn;
    if (seq > this.conversation.view.held.seq || seq < 1) {
      return false;
    }
    const below = this.window.from.seq - seq;
    if (below >= 0 && below < NEAR) {
      await this.loadBackTo(seq, turn);
    } else if (!this.window.reaches(seq)) {
      await this.showAround(seq, turn);
    }
    return this.window.has(seq);
  }

  private async loadBackTo(seq: number, turn: number): Promise<void> {
    let before: number | undefined;
    const isBelow = () => turn === this.turn && seq <= this.window.from.seq;
    while (isBelow() && this.window.hasOlder && this.window.from.seq !== before) {
      before = this.window.from.seq;
      await this.loadOlder(MOST_AT_ONCE);
    }
  }

  /** Lets everything go but what stands around an item; nothing, when that does not reach it. */
  private async showAround(seq: number, turn: number): Promise<void> {
    const stretch = await this.host.history.around(this.conversation, seq);
    if (turn !== this.turn || stretch === undefined || seq <= stretch.from.seq || seq > stretch.until.seq) {
      return;
    }
    const { held } = this.conversation.view;
    this.window.beginAfter(stretch.from);
    this.note(stretch.changes);
    // what the server has beyond is not let through yet, and comes by itself
    this.extend(
      stretch.items.filter((item) => positionOf(item).seq <= held.seq),
      stretch.until.seq < held.seq ? stretch.until : held,
    );
  }

  private async read(count: number): Promise<boolean> {
    const below = this.window.from;
    if (!this.window.hasOlder) {
      return false;
    }
    const { items, changes, from, complete } = await this.host.history.older(this.conversation, below, count);
    // trimmed or begun anew meanwhile: the items do not join any more
    if (this.window.from.seq === below.seq) {
      this.note(changes);
      this.window.prepend(items, from);
      if (complete) {
        this.window.markComplete();
      }
      // far below what is kept it would leave a hole in the store
      if (from.seq < this.keptFrom.seq && this.keptFrom.seq <= below.seq) {
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
    const { items, changes, until: end } = await this.host.history.newer(this.conversation, until, count);
    // let go or begun anew meanwhile: the items do not join any more
    if (this.window.until?.seq === until.seq) {
      this.note(changes);
      this.extend(items, end);
    }
    return this.window.hasNewer;
  }

  private note(changes: readonly ChangeEvent[]): void {
    changes.forEach((event) => {
      this.window.note(event);
    });
  }

  private extend(items: readonly StoredItem[], until: Position): void {
    this.window.extend(items, until.seq < this.conversation.view.held.seq ? until : undefined);
    this.onLoaded();
  }
}

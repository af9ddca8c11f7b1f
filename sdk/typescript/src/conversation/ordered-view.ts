import type { Position } from '../store/store.js';
import type { Place } from '../wire/items.js';

/** Places that wait beyond a gap; more are read again later. */
const MOST_WAITING = 512;

/**
 * Puts messages and events of one conversation in order: each is let through once, in rising order, without gaps,
 * whatever arrives how often and in which order. What lies beyond a gap waits until the gap is filled.
 *
 * Nothing is let through before the view knows where to begin ({@link anchor}).
 */
export class OrderedView {
  private readonly waiting = new Map<number, Place>();
  private anchored = false;
  private position: Position = { seq: 0, ordinal: 0 };
  private known = 0;

  /** Takes a place from anywhere and returns what may be let through now. */
  offer(place: Place): Place[] {
    this.knows(place.seq);
    if (this.anchored && place.seq <= this.position.seq) {
      return [];
    }
    if (!this.waiting.has(place.seq)) {
      this.waiting.set(place.seq, place);
    }
    const ready = this.release();
    if (this.waiting.size > MOST_WAITING) {
      this.waiting.delete(Math.max(...this.waiting.keys()));
    }
    return ready;
  }

  /** Begins after the given position; has an effect once. */
  anchor(after: Position): Place[] {
    if (this.anchored) {
      return [];
    }
    this.anchored = true;
    this.position = after;
    this.dropWaiting(after.seq);
    return this.release();
  }

  /**
   * Gives up what is missing up to the given position, because nobody will ever tell it to this user. What waits there is
   * let through.
   */
  skipTo(position: Position): Place[] {
    if (!this.anchored || position.seq <= this.position.seq) {
      return [];
    }
    const passed = this.dropWaiting(position.seq);
    this.position = position;
    return [...passed, ...this.release()];
  }

  /** The conversation is known to go up to this seq. */
  knows(seq: number): void {
    this.known = Math.max(this.known, seq);
  }

  get isAnchored(): boolean {
    return this.anchored;
  }

  /** Something above what is held is known to exist. */
  get isMissing(): boolean {
    return this.anchored && (this.known > this.position.seq || this.waiting.size > 0);
  }

  /** Up to where nothing is missing. */
  get held(): Position {
    return this.position;
  }

  /** The highest seq that is known to exist. */
  get knownSeq(): number {
    return this.known;
  }

  private release(): Place[] {
    const ready: Place[] = [];
    if (this.anchored) {
      for (let next = this.take(); next !== undefined; next = this.take()) {
        this.position = { seq: next.seq, ordinal: next.ordinal };
        ready.push(next);
      }
    }
    return ready;
  }

  private take(): Place | undefined {
    const seq = this.position.seq + 1;
    const next = this.waiting.get(seq);
    this.waiting.delete(seq);
    return next;
  }

  private dropWaiting(upTo: number): Place[] {
    const dropped = [...this.waiting.values()].filter(({ seq }) => seq <= upTo).sort((a, b) => a.seq - b.seq);
    dropped.forEach(({ seq }) => this.waiting.delete(seq));
    return dropped;
  }
}

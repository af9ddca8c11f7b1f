import type { ConversationId } from '../api.js';
import { randomHex } from '../ids.js';
import type { OutboxLane, OutboxStore, StoredSend } from '../store/store.js';

/** The server remembers the verdicts of so many numbers. */
export const KEPT_VERDICTS = 64;

/** A send without a verdict. */
export class PendingSend {
  inFlight = false;
  /** It is in the store, so it may leave. */
  durable = false;

  constructor(
    public send: StoredSend,
    /** An attempt ended without an answer: the server's log may have it. */
    public mayBeLogged: boolean,
  ) {}
}

/**
 * The sends of one conversation: numbered without gaps, sent in order, at most 64 numbers ahead of the lowest that has no
 * verdict. When an attempt fails, nothing more is sent until all attempts in flight are answered; then everything without
 * a verdict goes again from the lowest number, with the same numbers and ids.
 */
export class Lane {
  /** Rising by number, which a Map keeps because numbers are added in order. */
  private readonly unanswered = new Map<number, PendingSend>();
  private outboxId: string;
  private lastNumber = 0;
  private nextToSend = 1;
  private inFlight = 0;
  private failures = 0;
  private settling = false;
  private restarting = false;
  private pauseMs = 0;
  private ticket = 0;

  constructor(
    readonly conversation: ConversationId,
    outbox: string,
    readonly store: OutboxStore,
  ) {
    this.outboxId = outbox;
  }

  /** Takes over what an earlier run left. */
  static of(kept: OutboxLane, store: OutboxStore): Lane {
    const lane = new Lane(kept.conversation, kept.outbox, store);
    lane.lastNumber = kept.lastNumber;
    for (const send of [...kept.unanswered].sort((a, b) => a.number - b.number)) {
      const pending = new PendingSend(send, true);
      pending.durable = true;
      lane.unanswered.set(send.number, pending);
    }
    lane.rewind();
    return lane;
  }

  /** The outbox id that new sends are numbered under. */
  get outbox(): string {
    return this.outboxId;
  }

  get size(): number {
    return this.unanswered.size;
  }

  get nextNumber(): number {
    return this.lastNumber + 1;
  }

  add(pending: PendingSend): void {
    this.lastNumber = pending.send.number;
    this.unanswered.set(pending.send.number, pending);
  }

  /** Takes the last sends back: they never became durable, so their numbers were never used. */
  takeBack(pending: readonly PendingSend[]): void {
    for (const { send } of pending) {
      this.unanswered.delete(send.number);
    }
    this.lastNumber -= pending.length;
  }

  /** The next send that may leave now. */
  next(): PendingSend | undefined {
    const lowest = this.lowest();
    if (this.settling || lowest === undefined) {
      return undefined;
    }
    for (let number = this.nextToSend; number <= this.lastNumber; number++) {
      const candidate = this.unanswered.get(number);
      if (candidate !== undefined) {
        const isFar = number - lowest.send.number >= KEPT_VERDICTS;
        return isFar || !candidate.durable ? undefined : candidate;
      }
    }
    return undefined;
  }

  sent(pending: PendingSend): void {
    pending.inFlight = true;
    this.inFlight++;
    this.nextToSend = pending.send.number + 1;
  }

  /** The attempt is over; `heard`: the server said something about it. */
  over(pending: PendingSend, heard: boolean): void {
    if (pending.inFlight) {
      pending.inFlight = false;
      this.inFlight--;
    }
    if (!heard) {
      pending.mayBeLogged = true;
    }
  }

  /** The send has its verdict. */
  finish(pending: PendingSend): void {
    this.failures = 0;
    this.unanswered.delete(pending.send.number);
  }

  /** Sends nothing more until {@link rewind}, which is not to come before the delay is over. */
  settle(delay: number): void {
    this.settling = true;
    this.pauseMs = Math.max(this.pauseMs, delay);
  }

  get isSettling(): boolean {
    return this.settling;
  }

  /** Attempts in a row that failed; verdicts set it back. */
  countFailure(): number {
    return this.failures++;
  }

  /** When quiet, goes on under another outbox id. */
  restartLater(): void {
    this.restarting = true;
  }

  get isRestarting(): boolean {
    return this.restarting;
  }

  /** How long to wait before {@link resume}, which must present the ticket drawn now. */
  get pause(): number {
    return this.pauseMs;
  }

  drawTicket(): number {
    return ++this.ticket;
  }

  /** Goes on, unless something else has set the lane going since the ticket was drawn. */
  resume(drawn: number): void {
    if (drawn === this.ticket) {
      this.rewind();
    }
  }

  /** No attempt is in flight. */
  get isQuiet(): boolean {
    return this.inFlight === 0;
  }

  /** Goes back to the lowest number without a verdict. */
  rewind(): void {
    this.settling = false;
    this.pauseMs = 0;
    this.ticket++;
    this.nextToSend = this.lowest()?.send.number ?? this.lastNumber + 1;
  }

  /** The server misses numbers that had their verdicts: it is not the server that gave them. */
  isBeyond(serversNext: number): boolean {
    const lowest = this.lowest();
    return serversNext > 0 && lowest !== undefined && serversNext < lowest.send.number;
  }

  /** Goes on under a new outbox id from number 1; nothing may be in flight. */
  restart(): OutboxLane {
    this.restarting = false;
    this.outboxId = randomHex();
    const waiting = [...this.unanswered.values()];
    this.unanswered.clear();
    this.lastNumber = 0;
    for (const pending of waiting) {
      pending.send = { ...pending.send, outbox: this.outboxId, number: this.nextNumber };
      this.add(pending);
    }
    return {
      conversation: this.conversation,
      outbox: this.outboxId,
      lastNumber: this.lastNumber,
      unanswered: waiting.map(({ send }) => send),
    };
  }

  isLowest(pending: PendingSend): boolean {
    return this.lowest() === pending;
  }

  /** Everything without a verdict, rising by number. */
  all(): PendingSend[] {
    return [...this.unanswered.values()];
  }

  private lowest(): PendingSend | undefined {
    return this.unanswered.values().next().value;
  }
}

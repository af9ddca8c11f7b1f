import type { ConversationId } from '../api.js';
import { WarblerError } from '../errors.js';
import type { Connection } from '../link/connection.js';
import type { FailedSend, OutboxStore, StoredSend } from '../store/store.js';
import type { Tuning } from '../tuning.js';
import { type Acceptance, frameOf, toAcceptance } from '../wire/sends.js';
import { type Answer, codeName } from '../wire/frames.js';
import { type Error as ErrorFrame, ErrorCode } from '../wire/generated.js';
import { judge } from './attempt.js';
import { Lane, PendingSend } from './lane.js';
import { Window } from './window.js';

/** How many sends of one conversation may wait. */
const MOST_WAITING = 10_000;

/** What the outbox tells. */
export interface OutboxEvents {
  onAccepted(send: StoredSend, acceptance: Acceptance): void;
  /** Final: the message never appears for anybody. */
  onRefused(send: StoredSend, code: string, detail: string): void;
  onFault(fault: unknown): void;
}

/** What the application wants to send or change; gets its number and outbox here. */
export type Unnumbered = Omit<StoredSend, 'outbox' | 'number'>;

/**
 * Sends until there is a verdict. A send is durable before its first attempt, keeps its number and id through all
 * attempts, and leaves the outbox with its verdict only. Sends that another tab left behind are sent, too, under the
 * outbox that numbered them.
 */
export class Outbox {
  /** Of new sends, by conversation. */
  private readonly lanes = new Map<ConversationId, Lane>();
  /** Left behind by tabs that are gone. */
  private readonly adopted: Lane[] = [];
  private readonly window = new Window();
  private readonly drafts: Unnumbered[] = [];
  private writing: Promise<void> | undefined;
  private connection: Connection | undefined;
  private ended = false;

  private constructor(
    private readonly stores: readonly OutboxStore[],
    private readonly own: OutboxStore,
    private readonly id: string,
    private readonly tuning: Tuning,
    private readonly events: OutboxEvents,
  ) {}

  /** Opens the outboxes that this tab has claimed; the first takes new sends. */
  static async open(
    stores: readonly OutboxStore[],
    tuning: Tuning,
    events: OutboxEvents,
  ): Promise<{ outbox: Outbox; failed: FailedSend[] }> {
    const contents = await Promise.all(stores.map(async (store) => ({ store, ...(await store.load()) })));
    const [first] = contents;
    if (first === undefined) {
      throw new RangeError('outboxes: 0 (expected: at least 1)');
    }
    const outbox = new Outbox(stores, first.store, first.outbox, tuning, events);
    for (const { store, lanes } of contents) {
      for (const kept of lanes) {
        outbox.adopt(Lane.of(kept, store), store === first.store);
      }
    }
    return { outbox, failed: contents.flatMap(({ failed }) => failed) };
  }

  /** Everything without a verdict, in the order in which it was written. */
  unanswered(): StoredSend[] {
    const sends = this.allLanes().flatMap((lane) => lane.all().map(({ send }) => send));
    return sends.sort((a, b) => a.writtenAt - b.writtenAt || a.number - b.number);
  }

  /** Takes a send; sends of one conversation keep their order. Throws `OUTBOX_FULL`. */
  add(draft: Unnumbered): void {
    const lane = this.lanes.get(draft.conversation);
    const queued = this.drafts.filter(({ conversation }) => conversation === draft.conversation).length;
    if ((lane?.size ?? 0) + queued >= MOST_WAITING) {
      throw new WarblerError('OUTBOX_FULL', `${MOST_WAITING} messages wait (expected: fewer)`);
    }
    this.drafts.push(draft);
    this.writing ??= this.writeDrafts();
  }

  online(live: Connection): void {
    this.connection = live;
    this.allLanes().forEach((lane) => {
      if (!lane.isRestarting) {
        lane.rewind();
      }
    });
    this.pump();
  }

  offline(): void {
    this.connection = undefined;
  }

  /** Sends nothing more; what was taken is durable when it resolves. */
  async end(): Promise<void> {
    await this.writing;
    this.ended = true;
    this.connection = undefined;
  }

  /** Keeps a send that was refused, for the user to see. */
  saveFailed(failed: FailedSend): void {
    this.written(this.own.saveFailed(failed));
  }

  /** The user has seen it; another tab may have left it behind. */
  forgetFailed(clientMessageId: string): void {
    this.stores.forEach((store) => {
      this.written(store.forgetFailed(clientMessageId));
    });
  }

  private adopt(lane: Lane, isOwn: boolean): void {
    if (isOwn) {
      this.lanes.set(lane.conversation, lane);
    } else if (lane.size > 0) {
      this.adopted.push(lane);
    }
  }

  private allLanes(): Lane[] {
    return [...this.adopted, ...this.lanes.values()];
  }

  /** One batch after the other, so that numbers become durable in their order. */
  private async writeDrafts(): Promise<void> {
    while (this.drafts.length > 0) {
      const batch = this.drafts.splice(0).map((draft) => this.number(draft));
      try {
        await this.own.append(batch.map(({ pending }) => pending.send));
        batch.forEach(({ pending }) => {
          pending.durable = true;
        });
      } catch (fault) {
        this.takeBack(batch, fault);
      }
      this.pump();
    }
    // in the same step as the last look at the drafts, so that none is left behind
    this.writing = undefined;
  }

  private number(draft: Unnumbered): { lane: Lane; pending: PendingSend } {
    const lane = this.lanes.get(draft.conversation) ?? new Lane(draft.conversation, this.id, this.own);
    this.lanes.set(draft.conversation, lane);
    const pending = new PendingSend({ ...draft, outbox: lane.outbox, number: lane.nextNumber }, false);
    lane.add(pending);
    return { lane, pending };
  }

  private takeBack(batch: readonly { lane: Lane; pending: PendingSend }[], fault: unknown): void {
    this.events.onFault(fault);
    for (const lane of new Set(batch.map((one) => one.lane))) {
      lane.takeBack(batch.filter((one) => one.lane === lane).map(({ pending }) => pending));
    }
    for (const { pending } of batch) {
      this.events.onRefused(pending.send, 'STORE_FAILED', 'this device cannot keep the message');
    }
  }

  /** Sends what may be sent, one of each lane in turn. */
  private pump(): void {
    let progress = true;
    while (progress) {
      progress = false;
      for (const lane of this.allLanes()) {
        progress = this.sendNext(lane) || progress;
      }
    }
  }

  private sendNext(lane: Lane): boolean {
    const live = this.connection;
    const next = live === undefined || !this.window.isOpen ? undefined : lane.next();
    if (live === undefined || live.isGone || next === undefined) {
      return false;
    }
    lane.sent(next);
    this.window.sent();
    live.request(frameOf(next.send), this.tuning.sendTimeout).then(
      (answer) => {
        this.window.answered();
        this.heard(lane, next, answer);
      },
      () => {
        this.window.answered();
        lane.over(next, false);
        this.fail(lane, 0);
        this.resumeWhenQuiet(lane);
      },
    );
    return true;
  }

  private heard(lane: Lane, pending: PendingSend, answer: Answer): void {
    if (this.ended) {
      return;
    }
    const acceptance = toAcceptance(answer);
    if (acceptance !== undefined) {
      lane.over(pending, true);
      this.window.accepted();
      this.finish(lane, pending);
      this.events.onAccepted(pending.send, acceptance);
    } else if (answer.case === 'error') {
      this.failed(lane, pending, answer.value);
    } else {
      lane.over(pending, false);
      this.fail(lane, 0);
    }
    this.resumeWhenQuiet(lane);
    this.pump();
  }

  private failed(lane: Lane, pending: PendingSend, error: ErrorFrame): void {
    const attempt = judge(error);
    lane.over(pending, attempt !== 'unknown');
    switch (attempt) {
      case 'refused':
        this.finish(lane, pending);
        this.events.onRefused(pending.send, codeName(error.code), error.message);
        break;
      case 'out-of-order':
        this.outOfOrder(lane, error);
        break;
      case 'hopeless':
        this.hopeless(lane, pending, error);
        break;
      case 'again':
      case 'unknown':
        if (error.code === ErrorCode.RATE_LIMITED || error.code === ErrorCode.TOO_MANY_PENDING) {
          this.window.tooMuch();
        }
        this.fail(lane, error.retryAfterMs);
        break;
    }
  }

  private finish(lane: Lane, pending: PendingSend): void {
    lane.finish(pending);
    this.written(lane.store.answered([pending.send]));
  }

  /**
   * Nothing was consumed. The user may be told only if no attempt at this or an earlier send can be in the log; the sends
   * behind it then go on under a new outbox id, because its number was never used.
   */
  private hopeless(lane: Lane, pending: PendingSend, error: ErrorFrame): void {
    if (pending.mayBeLogged || !lane.isLowest(pending)) {
      this.fail(lane, 0);
      return;
    }
    this.finish(lane, pending);
    lane.restartLater();
    lane.settle(0);
    this.events.onRefused(pending.send, codeName(error.code), error.message);
  }

  /** Goes back at once the first time, with back-off when that did not help. */
  private outOfOrder(lane: Lane, error: ErrorFrame): void {
    if (lane.isBeyond(Number(error.nextNumber))) {
      lane.restartLater();
    }
    if (!lane.isSettling) {
      const before = lane.countFailure();
      lane.settle(before === 0 ? 0 : this.tuning.quick.delay(before));
    }
  }

  private fail(lane: Lane, atLeast: number): void {
    const delay = lane.isSettling ? 0 : this.tuning.quick.delay(lane.countFailure());
    lane.settle(Math.max(delay, atLeast));
  }

  /** Once nothing is in flight, goes back after the pause. */
  private resumeWhenQuiet(lane: Lane): void {
    if (!lane.isSettling || !lane.isQuiet || this.ended) {
      return;
    }
    const ticket = lane.drawTicket();
    if (lane.isRestarting) {
      void this.restart(lane, ticket);
      return;
    }
    setTimeout(() => {
      lane.resume(ticket);
      this.pump();
    }, lane.pause);
  }

  /** The new numbers have to be durable before they are used; what is being written now gets them, too. */
  private async restart(lane: Lane, ticket: number): Promise<void> {
    await this.writing;
    const renumbered = lane.restart();
    const sends = lane.all();
    sends.forEach((pending) => {
      pending.durable = false;
    });
    await this.writeUntilDone(() => lane.store.restart(lane.conversation, renumbered));
    sends.forEach((pending) => {
      pending.durable = true;
    });
    lane.resume(ticket);
    this.pump();
  }

  private async writeUntilDone(write: () => Promise<void>): Promise<void> {
    for (let failures = 0; !this.ended; failures++) {
      try {
        await write();
        return;
      } catch (fault) {
        this.events.onFault(fault);
        await new Promise((resolve) => setTimeout(resolve, this.tuning.quick.ceiling(failures)));
      }
    }
  }

  private written(write: Promise<void>): void {
    write.catch((fault: unknown) => {
      this.events.onFault(fault);
    });
  }
}

import type { Connection } from '../link/connection.js';
import type { Tuning } from '../tuning.js';
import { ErrorCode, type SyncResult } from '../wire/generated.js';
import type { Answer } from '../wire/frames.js';
import type { LiveConversation } from './live-conversation.js';

/** The server takes so many cursors. */
const MOST_CURSORS = 1_000;

/** What a sync needs of the conversations. */
export interface SyncTarget {
  /** Conversations that are held further than the token says, or may be. */
  touched(): Iterable<LiveConversation>;
  /** A sync begins; what is touched from now on may lie beyond the token that it brings. */
  begin(): number;
  /** The sync of this round brought its token. */
  accept(round: number): void;
  /** Takes what changed; `first`: nothing was ever synced. */
  take(result: SyncResult, first: boolean): void;
  /** Everything that was missed is known. */
  synced(live: Connection): void;
}

/** Catches up after an absence: presents the token and applies what changed. */
export class Synchronizer {
  private connection: Connection | undefined;
  private isFirst: boolean;
  private running = false;
  private again = false;
  private failures = 0;

  constructor(
    private readonly target: SyncTarget,
    private readonly tuning: Tuning,
    private readonly limit: number,
    private currentToken: Uint8Array,
  ) {
    this.isFirst = currentToken.length === 0;
  }

  get token(): Uint8Array {
    return this.currentToken;
  }

  online(live: Connection): void {
    this.connection = live;
    this.running = false;
    this.failures = 0;
    this.request();
  }

  offline(): void {
    this.connection = undefined;
  }

  /** Syncs now, or once more when the sync under way is done. */
  request(): void {
    const live = this.connection;
    if (live === undefined) {
      return;
    }
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    this.again = false;
    void this.run(live);
  }

  private async run(live: Connection): Promise<void> {
    const round = this.target.begin();
    const answer = await this.ask(live);
    if (live !== this.connection) {
      return;
    }
    if (answer?.case === 'sync') {
      this.take(live, round, answer.value);
      return;
    }
    if (answer?.case === 'error' && answer.value.code === ErrorCode.FIELD_INVALID) {
      this.currentToken = new Uint8Array();
    }
    this.later(live);
  }

  private async ask(live: Connection): Promise<Answer | undefined> {
    const cursors = [...this.target.touched()].slice(0, MOST_CURSORS).map(({ id, view }) => ({
      conversation: id,
      seq: BigInt(view.held.seq),
      ordinal: BigInt(view.held.ordinal),
    }));
    try {
      const value = { token: this.currentToken, cursors, limit: this.limit };
      return await live.request({ case: 'sync', value }, this.tuning.askTimeout);
    } catch {
      return undefined;
    }
  }

  private take(live: Connection, round: number, result: SyncResult): void {
    // a copy: the frame holds far more than the token
    this.currentToken = result.token.slice();
    this.target.accept(round);
    this.target.take(result, this.isFirst);
    this.running = false;
    if (result.more) {
      this.request();
      return;
    }
    this.isFirst = false;
    this.target.synced(live);
    if (result.conversations.some(({ notYet }) => notYet)) {
      this.later(live);
      return;
    }
    this.failures = 0;
    if (this.again) {
      this.request();
    }
  }

  private later(live: Connection): void {
    this.running = true;
    setTimeout(() => {
      if (live === this.connection) {
        this.running = false;
        this.request();
      }
    }, this.tuning.quick.delay(this.failures++));
  }
}

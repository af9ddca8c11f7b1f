import type { ConnectionState, SocketOpener } from '../api.js';
import { noAnswer, WarblerError } from '../errors.js';
import type { SessionKeeper } from '../rest/session-keeper.js';
import type { Tuning } from '../tuning.js';
import { type Answer, toError } from '../wire/frames.js';
import type { Welcome } from '../wire/generated.js';
import { closeAdvice } from './close-advice.js';
import { Connection } from './connection.js';

/** What the link tells; `onOnline` and `onOffline` alternate. */
export interface LinkEvents {
  onState(state: ConnectionState): void;
  onOnline(connection: Connection, welcome: Welcome): void;
  onOffline(): void;
  onPush(frame: Answer): void;
}

/** Where the server is and how it is reached. */
export interface LinkTarget {
  readonly socketUrl: string;
  readonly openSocket: SocketOpener;
  readonly keeper: SessionKeeper;
}

/** Connects and stays connected: a ticket, a socket, a login; comes back after a loss, with back-off. */
export class Link {
  private connection: Connection | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stable: ReturnType<typeof setTimeout> | undefined;
  private online = false;
  private started = false;
  private attempt = 0;
  /** Counts attempts, so that what belongs to an earlier one is known as stale. */
  private round = 0;
  private goodbyeDelay: number | undefined;

  constructor(
    private readonly target: LinkTarget,
    private readonly tuning: Tuning,
    private readonly events: LinkEvents,
  ) {}

  get isStarted(): boolean {
    return this.started;
  }

  start(): void {
    if (!this.started) {
      this.started = true;
      this.attempt = 0;
      void this.connect();
    }
  }

  /** Does not come back until {@link start}. */
  stop(last: ConnectionState): void {
    if (this.started) {
      this.started = false;
      this.round++;
      clearTimeout(this.timer);
      clearTimeout(this.stable);
      this.connection?.close();
      this.wentOffline();
      this.events.onState(last);
    }
  }

  /** The network may be back: tries now, or looks whether the server is still there. */
  wake(): void {
    const live = this.connection;
    if (!this.started) {
      return;
    }
    if (live !== undefined && this.online) {
      live.request({ case: 'heartbeat', value: {} }, this.tuning.wakeTimeout).catch(() => {
        live.abort('no sign of life');
      });
    } else if (this.timer !== undefined) {
      this.attempt = 0;
      void this.connect();
    }
  }

  private async connect(): Promise<void> {
    this.cancelTimer();
    const mine = ++this.round;
    this.events.onState({ status: 'connecting' });
    try {
      const answer = await this.target.keeper.call({ method: 'POST', path: '/v1/ws-tickets', body: {} });
      this.open(mine, (answer as { ticket: string }).ticket);
    } catch (error) {
      this.ticketRefused(mine, error);
    }
  }

  private ticketRefused(mine: number, error: unknown): void {
    if (this.isStale(mine)) {
      return;
    }
    const refusal = error instanceof WarblerError ? error : noAnswer(String(error), error);
    if (refusal.mayPass) {
      this.comeBack(refusal.retryAfterMs ?? 0, `${refusal.code}: ${refusal.message}`);
    } else {
      this.stop({ status: 'ended', error: refusal });
    }
  }

  private open(mine: number, ticket: string): void {
    if (this.isStale(mine)) {
      return;
    }
    const fresh: Connection = new Connection(this.target.socketUrl, this.target.openSocket, {
      onOpened: () => {
        void this.login(mine, fresh, ticket);
      },
      onPush: (frame) => {
        if (!this.isStale(mine)) {
          this.pushed(mine, frame);
        }
      },
      onLost: (code, reason) => {
        this.lost(mine, code, reason);
      },
    });
    this.connection = fresh;
    this.timer = undefined;
    this.stable = setTimeout(() => {
      fresh.abort('the socket did not open in time');
    }, this.tuning.loginTimeout);
  }

  private async login(mine: number, fresh: Connection, ticket: string): Promise<void> {
    clearTimeout(this.stable);
    try {
      const answer = await fresh.request({ case: 'login', value: { ticket } }, this.tuning.loginTimeout);
      if (answer.case === 'welcome') {
        this.welcomed(mine, fresh, answer.value);
      } else {
        fresh.abort(answer.case === 'error' ? `login refused: ${toError(answer.value).code}` : 'no welcome');
      }
    } catch {
      fresh.abort('login: no answer');
    }
  }

  private welcomed(mine: number, fresh: Connection, welcome: Welcome): void {
    if (this.isStale(mine)) {
      return;
    }
    this.online = true;
    this.goodbyeDelay = undefined;
    fresh.keepAlive(Math.max(1, welcome.heartbeatSeconds) * 1000);
    this.stable = setTimeout(() => {
      this.attempt = 0;
    }, this.tuning.stableAfter);
    this.events.onOnline(fresh, welcome);
  }

  private pushed(mine: number, frame: Answer): void {
    if (frame.case === 'goodbye') {
      this.leaveSoon(mine, frame.value.reconnectAfterMs);
    } else {
      this.events.onPush(frame);
    }
  }

  /** The node drains: everything goes on until the time that it named, then on another node. */
  private leaveSoon(mine: number, delay: number): void {
    this.attempt = 0;
    this.goodbyeDelay = delay;
    clearTimeout(this.stable);
    this.stable = setTimeout(() => {
      if (!this.isStale(mine)) {
        this.goodbyeDelay = 0;
        this.connection?.close();
        this.wentOffline();
        this.comeBack(0, 'the node goes away');
      }
    }, delay);
  }

  private lost(mine: number, code: number, reason: string): void {
    if (this.isStale(mine)) {
      return;
    }
    clearTimeout(this.stable);
    this.wentOffline();
    const text = `closed with ${code}${reason === '' ? '' : `: ${reason}`}`;
    switch (closeAdvice(code)) {
      case 'reconnect':
        this.comeBack(this.goodbyeDelay ?? 0, text);
        break;
      case 'check-session':
        void this.checkSession(text);
        break;
      case 'give-up':
        this.stop({ status: 'ended', error: new WarblerError('CLIENT_REFUSED', text) });
        break;
    }
  }

  private async checkSession(text: string): Promise<void> {
    const mine = ++this.round;
    try {
      await this.target.keeper.check();
    } catch (error) {
      this.ticketRefused(mine, error);
      return;
    }
    if (!this.isStale(mine)) {
      this.comeBack(0, text);
    }
  }

  private wentOffline(): void {
    this.connection = undefined;
    if (this.online) {
      this.online = false;
      this.events.onOffline();
    }
  }

  private comeBack(atLeast: number, reason: string): void {
    this.goodbyeDelay = undefined;
    const delay = this.tuning.reconnect.delay(this.attempt++) + atLeast;
    this.round++;
    clearTimeout(this.stable);
    this.cancelTimer();
    this.timer = setTimeout(() => {
      void this.connect();
    }, delay);
    this.events.onState({ status: 'waiting', retryAt: new Date(Date.now() + delay), reason });
  }

  private cancelTimer(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private isStale(mine: number): boolean {
    return !this.started || mine !== this.round;
  }
}

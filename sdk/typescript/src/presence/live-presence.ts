import type { Presence, PresenceWatches, Unsubscribe, UserId } from '../api.js';
import type { Connection } from '../link/connection.js';
import type { Tuning } from '../tuning.js';
import { category } from '../wire/frames.js';
import { type PresenceList, PresenceState } from '../wire/generated.js';
import { timeOrNone } from '../wire/times.js';

/** The server watches so many users for one connection. */
const MOST_WATCHED = 500;

type PresenceListener = (presence: Presence) => void;

/** Whom the application watches, and whether it is away: kept over all connections. */
export class LivePresence implements PresenceWatches {
  private readonly watchers = new Map<UserId, Set<PresenceListener>>();
  private readonly known = new Map<UserId, Presence>();
  private connection: Connection | undefined;
  private away = false;
  private asking = false;
  private again = false;
  private scheduled = false;
  private failures = 0;

  constructor(
    private readonly tuning: Tuning,
    private readonly told: PresenceListener,
    private readonly onFault: (fault: unknown) => void,
  ) {}

  watch(users: readonly UserId[], listener: PresenceListener): Unsubscribe {
    const own = new Set(users);
    const added = [...own].filter((user) => !this.watchers.has(user));
    if (this.watchers.size + added.length > MOST_WATCHED) {
      throw new RangeError(`watched users: ${this.watchers.size + added.length} (expected: <= ${MOST_WATCHED})`);
    }
    const mine: PresenceListener = (presence) => {
      listener(presence);
    };
    own.forEach((user) => {
      this.watchers.set(user, (this.watchers.get(user) ?? new Set()).add(mine));
    });
    queueMicrotask(() => {
      own.forEach((user) => {
        if (this.watchers.get(user)?.has(mine) === true) {
          this.call(mine, this.get(user));
        }
      });
    });
    if (added.length > 0) {
      this.askSoon();
    }
    return () => {
      this.unwatch(own, mine);
    };
  }

  get(user: UserId): Presence {
    return this.known.get(user) ?? { user, state: 'unknown', lastSeenAt: undefined };
  }

  setAway(away: boolean): void {
    this.away = away;
    if (this.connection !== undefined) {
      void this.sendAway(this.connection);
    }
  }

  online(live: Connection): void {
    this.connection = live;
    this.asking = false;
    this.failures = 0;
    if (this.watchers.size > 0) {
      this.ask();
    }
    if (this.away) {
      void this.sendAway(live);
    }
  }

  /** Nothing is known of anybody. */
  offline(): void {
    this.connection = undefined;
    const users = [...this.known.keys()];
    this.known.clear();
    users.forEach((user) => {
      this.tell(this.get(user));
    });
  }

  /** Changes may have been left out, or a friendship began or ended. */
  repeat(): void {
    if (this.watchers.size > 0) {
      this.askSoon();
    }
  }

  /** What the server tells, asked or not. */
  take(list: PresenceList): void {
    for (const { user, state, lastSeenAtMs } of list.presences) {
      const lastSeenAt = timeOrNone(lastSeenAtMs);
      const now: Presence = { user, state: toState(state), lastSeenAt };
      const before = this.known.get(user);
      const isNews = before?.state !== now.state || before.lastSeenAt?.getTime() !== lastSeenAt?.getTime();
      if (this.watchers.has(user) && isNews) {
        this.known.set(user, now);
        this.tell(now);
      }
    }
  }

  private unwatch(users: ReadonlySet<UserId>, listener: PresenceListener): void {
    for (const user of users) {
      const listeners = this.watchers.get(user);
      if (listeners?.delete(listener) === true && listeners.size === 0) {
        this.watchers.delete(user);
        this.known.delete(user);
        this.askSoon();
      }
    }
  }

  private tell(presence: Presence): void {
    this.told(presence);
    for (const listener of [...(this.watchers.get(presence.user) ?? [])]) {
      this.call(listener, presence);
    }
  }

  private call(listener: PresenceListener, presence: Presence): void {
    try {
      listener(presence);
    } catch (fault) {
      this.onFault(fault);
    }
  }

  /** Watches of a moment become one list: the server takes one per second. */
  private askSoon(): void {
    if (!this.scheduled) {
      this.scheduled = true;
      setTimeout(() => {
        this.scheduled = false;
        this.ask();
      }, this.tuning.coalesceMarks);
    }
  }

  private ask(): void {
    const live = this.connection;
    this.again = this.asking;
    if (live !== undefined && !this.asking) {
      this.asking = true;
      void this.request(live);
    }
  }

  private async request(live: Connection): Promise<void> {
    const value = { users: [...this.watchers.keys()] };
    const answer = await live.request({ case: 'watchPresence', value }, this.tuning.askTimeout).catch(() => undefined);
    if (live !== this.connection) {
      return;
    }
    this.asking = false;
    if (answer?.case === 'presence') {
      this.failures = 0;
      this.take(answer.value);
    } else if (answer?.case !== 'error' || category(answer.value.code) !== 1) {
      this.later(live, answer?.case === 'error' ? answer.value.retryAfterMs : 0);
      return;
    }
    if (this.again) {
      this.ask();
    }
  }

  private later(live: Connection, atLeast: number): void {
    this.asking = true;
    setTimeout(
      () => {
        if (live === this.connection) {
          this.asking = false;
          this.ask();
        }
      },
      Math.max(atLeast, this.tuning.quick.delay(this.failures++)),
    );
  }

  private async sendAway(live: Connection): Promise<void> {
    const sent = this.away;
    const answer = await live
      .request({ case: 'setAway', value: { away: sent } }, this.tuning.askTimeout)
      .catch(() => undefined);
    if (answer?.case !== 'awaySet' && live === this.connection) {
      setTimeout(() => {
        if (live === this.connection && this.away === sent) {
          void this.sendAway(live);
        }
      }, this.tuning.quick.delay(this.failures++));
    }
  }
}

function toState(state: PresenceState): Presence['state'] {
  switch (state) {
    case PresenceState.ONLINE:
      return 'online';
    case PresenceState.AWAY:
      return 'away';
    case PresenceState.OFFLINE:
      return 'offline';
    default:
      return 'unknown';
  }
}

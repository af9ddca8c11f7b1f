import type { UserId } from '../api.js';

const SHOWN = 6_000;

/** Who is typing in a conversation: for 6 s after a signal, or until a message comes. */
export class TypingUsers {
  private readonly timers = new Map<UserId, ReturnType<typeof setTimeout>>();
  private snapshot: readonly UserId[] = [];

  constructor(private readonly onChange: (users: readonly UserId[]) => void) {}

  get users(): readonly UserId[] {
    return this.snapshot;
  }

  typed(user: UserId): void {
    clearTimeout(this.timers.get(user));
    const isNew = !this.timers.has(user);
    const timer = setTimeout(() => {
      this.stopped(user);
    }, SHOWN);
    this.timers.set(user, timer);
    if (isNew) {
      this.changed();
    }
  }

  stopped(user: UserId): void {
    clearTimeout(this.timers.get(user));
    if (this.timers.delete(user)) {
      this.changed();
    }
  }

  end(): void {
    this.timers.forEach((timer) => {
      clearTimeout(timer);
    });
    this.timers.clear();
  }

  private changed(): void {
    this.snapshot = [...this.timers.keys()];
    this.onChange(this.snapshot);
  }
}

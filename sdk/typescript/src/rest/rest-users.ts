import type { Page, User, UserId, Users } from '../api.js';
import type { SessionKeeper } from './session-keeper.js';

const MOST_PER_REQUEST = 100;
const GOOD_FOR = 60_000;
const MOST_REMEMBERED = 2_000;

interface Remembered {
  readonly user: Promise<User | undefined>;
  readonly until: number;
}

interface Wanted {
  readonly id: UserId;
  readonly resolve: (user: User | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Single reads of a moment become one request; answers are good for a minute. */
export class RestUsers implements Users {
  private readonly remembered = new Map<UserId, Remembered>();
  private wanted: Wanted[] = [];

  constructor(private readonly keeper: SessionKeeper) {}

  get(id: UserId): Promise<User | undefined> {
    const known = this.remembered.get(id);
    if (known !== undefined && known.until > Date.now()) {
      return known.user;
    }
    const user = new Promise<User | undefined>((resolve, reject) => {
      this.wanted.push({ id, resolve, reject });
    });
    this.remember(id, user);
    if (this.wanted.length === 1) {
      queueMicrotask(() => {
        this.readWanted();
      });
    }
    return user;
  }

  async byIds(ids: readonly UserId[]): Promise<readonly User[]> {
    const users = await Promise.all(ids.map((id) => this.get(id)));
    return users.filter((user) => user !== undefined);
  }

  async byName(name: string): Promise<User | undefined> {
    return (await this.find(`name=${encodeURIComponent(name)}`))[0];
  }

  async search(
    prefix: string,
    options: { readonly limit?: number; readonly cursor?: string } = {},
  ): Promise<Page<User>> {
    const query = [`prefix=${encodeURIComponent(prefix)}`];
    if (options.limit !== undefined) {
      query.push(`limit=${options.limit}`);
    }
    if (options.cursor !== undefined) {
      query.push(`cursor=${encodeURIComponent(options.cursor)}`);
    }
    const path = `/v1/users/search?${query.join('&')}`;
    const page = (await this.keeper.call({ method: 'GET', path })) as { users: User[]; next?: string };
    return { items: page.users, next: page.next };
  }

  /** Another user is logged in, or somebody changed. */
  forget(): void {
    this.remembered.clear();
  }

  private readWanted(): void {
    while (this.wanted.length > 0) {
      void this.read(this.wanted.splice(0, MOST_PER_REQUEST));
    }
  }

  private async read(batch: readonly Wanted[]): Promise<void> {
    try {
      const users = await this.find(batch.map(({ id }) => `id=${encodeURIComponent(id)}`).join('&'));
      const byId = new Map(users.map((user) => [user.id, user]));
      batch.forEach(({ id, resolve }) => {
        resolve(byId.get(id));
      });
    } catch (error) {
      batch.forEach(({ id, reject }) => {
        this.remembered.delete(id);
        reject(error);
      });
    }
  }

  private async find(query: string): Promise<User[]> {
    return ((await this.keeper.call({ method: 'GET', path: `/v1/users?${query}` })) as { users: User[] }).users;
  }

  private remember(id: UserId, user: Promise<User | undefined>): void {
    if (this.remembered.size >= MOST_REMEMBERED) {
      this.remembered.clear();
    }
    this.remembered.set(id, { user, until: Date.now() + GOOD_FOR });
  }
}

import type {
  Account,
  Credentials,
  Device,
  DeviceId,
  LiveSession,
  ProfileChange,
  Session,
  SessionId,
  User,
} from '../api.js';
import type { Http } from './http.js';
import { untilVerdict } from './repeats.js';
import type { SessionKeeper } from './session-keeper.js';

/** What the client does around a login and a logout. */
export interface AccountEvents {
  login(credentials: Credentials & { readonly enable?: boolean }): Promise<Session>;
  /** The session ends on this device; `erase`: what is kept of the user goes, too. */
  leave(erase: boolean): Promise<void>;
}

export class RestAccount implements Account {
  constructor(
    private readonly http: Http,
    private readonly keeper: SessionKeeper,
    private readonly events: AccountEvents,
  ) {}

  async register({ name, password }: Credentials): Promise<User> {
    return (await this.http.call({ method: 'POST', path: '/v1/users', body: { name, password } })) as User;
  }

  login(credentials: Credentials & { readonly enable?: boolean }): Promise<Session> {
    return this.events.login(credentials);
  }

  /** The device forgets in any case; a server that cannot be reached lets the session expire. */
  async logout(): Promise<void> {
    try {
      await untilVerdict(() => this.keeper.call({ method: 'DELETE', path: '/v1/sessions/current' }));
    } finally {
      await this.events.leave(true);
    }
  }

  async profile(): Promise<User> {
    return (await this.keeper.call({ method: 'GET', path: '/v1/users/me' })) as User;
  }

  async updateProfile(change: ProfileChange): Promise<User> {
    return (await this.keeper.call({ method: 'PATCH', path: '/v1/users/me', body: change })) as User;
  }

  async changePassword(currentPassword: string, newPassword: string): Promise<void> {
    const body = { currentPassword, newPassword };
    await untilVerdict(() => this.keeper.call({ method: 'PUT', path: '/v1/users/me/password', body }));
  }

  async disable(password: string): Promise<void> {
    await this.keeper.call({ method: 'POST', path: '/v1/users/me/disable', body: { password } });
    await this.events.leave(false);
  }

  async requestDeletion(password: string): Promise<Date> {
    const call = { method: 'POST', path: '/v1/users/me/deletion', body: { password } } as const;
    const answer = (await this.keeper.call(call)) as { deletionDueAt: string };
    await this.events.leave(false);
    return new Date(answer.deletionDueAt);
  }

  async sessions(): Promise<readonly LiveSession[]> {
    const answer = (await this.keeper.call({ method: 'GET', path: '/v1/sessions' })) as { sessions: SessionAnswer[] };
    return answer.sessions.map((session) => ({
      ...session,
      createdAt: new Date(session.createdAt),
      lastUsedAt: new Date(session.lastUsedAt),
      expiresAt: new Date(session.expiresAt),
    }));
  }

  async revokeSession(session: SessionId): Promise<void> {
    await untilVerdict(() =>
      this.keeper.call({ method: 'DELETE', path: `/v1/sessions/${encodeURIComponent(session)}` }),
    );
  }

  async revokeOtherSessions(): Promise<void> {
    await untilVerdict(() => this.keeper.call({ method: 'DELETE', path: '/v1/sessions/others' }));
  }

  async renameDevice(device: DeviceId, name: string): Promise<Device> {
    const path = `/v1/devices/${encodeURIComponent(device)}`;
    return (await this.keeper.call({ method: 'PATCH', path, body: { name } })) as Device;
  }
}

interface SessionAnswer {
  readonly id: string;
  readonly device: Device;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
  readonly current: boolean;
}

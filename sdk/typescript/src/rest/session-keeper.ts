import type { Credentials, DeviceId } from '../api.js';
import { notLoggedIn, WarblerError } from '../errors.js';
import type { Store, StoredSession } from '../store/store.js';
import type { Call, Http } from './http.js';

/** A refresh whose answer was lost may be repeated for 10 s, so it must not be waited for longer. */
const REFRESH_TIMEOUT = 4_000;
const LOST_ANSWER_PAUSES = [200, 600];

/** How the session ended when nobody logged out. */
export type OnSessionEnded = (cause: WarblerError) => void;

/**
 * Holds the session and renews its tokens in time. A refresh token is good once, so a renewal is done by one tab at a
 * time: under the store's lock the kept session is read again, and a tab that finds newer tokens takes those. New tokens
 * are durable before they are used.
 */
export class SessionKeeper {
  private session: StoredSession | undefined;
  private renewal: Promise<StoredSession> | undefined;

  constructor(
    private readonly http: Http,
    private readonly store: Store,
    private readonly device: { readonly platform: string; readonly name: string },
    private readonly renewBefore: number,
    private readonly onEnded: OnSessionEnded,
  ) {}

  get current(): StoredSession | undefined {
    return this.session;
  }

  /** Takes up what the store holds. */
  async restore(): Promise<StoredSession | undefined> {
    this.session = await this.store.loadSession();
    return this.session;
  }

  async login(credentials: Credentials & { readonly enable?: boolean }): Promise<StoredSession> {
    return this.store.exclusively('session', async () => {
      const id = await this.store.loadDevice();
      const device = id === undefined ? this.device : { id, ...this.device };
      const { name, password, enable } = credentials;
      const body = { name, password, device, ...(enable === true ? { enable } : {}) };
      const opened = await this.open({ method: 'POST', path: '/v1/sessions', body });
      await this.store.saveDevice(opened.device);
      return opened;
    });
  }

  /** Calls with the session; when the access token is refused, once more with a new one. */
  async call(call: Call): Promise<unknown> {
    const session = await this.valid();
    try {
      return await this.http.call(call, session.accessToken);
    } catch (error) {
      if (!isTokenRefusal(error)) {
        throw error;
      }
      const renewed = await this.renew(session);
      return this.http.call(call, renewed.accessToken);
    }
  }

  /** Renews the tokens unless that has happened since; tells whether the session still lives. */
  async check(): Promise<void> {
    if (this.session === undefined) {
      throw notLoggedIn();
    }
    await this.renew(this.session);
  }

  /** Drops the session here and in the store, if the store's is still the same. */
  async forget(): Promise<void> {
    const held = this.session;
    this.session = undefined;
    if (held !== undefined) {
      await this.store.exclusively('session', async () => {
        if ((await this.store.loadSession())?.session === held.session) {
          await this.store.saveSession(undefined);
        }
      });
    }
  }

  /** Another tab saved or removed the session. */
  async follow(): Promise<void> {
    const kept = await this.store.loadSession();
    if (this.session === undefined) {
      return;
    }
    if (kept?.session === this.session.session) {
      this.session = kept;
    } else {
      this.end(new WarblerError('AUTH_SESSION_ENDED', 'another tab logged out or in as somebody else'));
    }
  }

  private async valid(): Promise<StoredSession> {
    if (this.session === undefined) {
      throw notLoggedIn();
    }
    const left = this.session.accessTokenExpiresAt - Date.now();
    return left > this.renewBefore ? this.session : this.renew(this.session);
  }

  private renew(stale: StoredSession): Promise<StoredSession> {
    if (this.session !== undefined && this.session.accessToken !== stale.accessToken) {
      return Promise.resolve(this.session);
    }
    this.renewal ??= this.store
      .exclusively('session', () => this.renewAlone(stale))
      .finally(() => {
        this.renewal = undefined;
      });
    return this.renewal;
  }

  private async renewAlone(stale: StoredSession): Promise<StoredSession> {
    const kept = await this.store.loadSession();
    if (kept?.session !== stale.session) {
      throw this.end(new WarblerError('AUTH_SESSION_ENDED', 'the session is gone from the store'));
    }
    if (kept.accessToken !== stale.accessToken) {
      this.session = kept;
      return kept;
    }
    try {
      return await this.refresh(kept.refreshToken);
    } catch (error) {
      if (error instanceof WarblerError && error.status === 401) {
        await this.store.saveSession(undefined);
        throw this.end(error);
      }
      throw error;
    }
  }

  private async refresh(refreshToken: string, attempt = 0): Promise<StoredSession> {
    const path = '/v1/sessions/refresh';
    try {
      return await this.open({ method: 'POST', path, body: { refreshToken }, timeout: REFRESH_TIMEOUT });
    } catch (error) {
      const pause = LOST_ANSWER_PAUSES[attempt];
      if (!(error instanceof WarblerError) || error.code !== 'NO_ANSWER' || pause === undefined) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
      return this.refresh(refreshToken, attempt + 1);
    }
  }

  private async open(call: Call): Promise<StoredSession> {
    const askedAt = Date.now();
    const answer = (await this.http.call(call)) as TokensAnswer;
    const session: StoredSession = {
      user: answer.user,
      device: answer.device,
      session: answer.session,
      accessToken: answer.accessToken,
      accessTokenExpiresAt: askedAt + answer.accessTokenExpiresInSeconds * 1000,
      refreshToken: answer.refreshToken,
    };
    if (this.session?.session !== session.session) {
      this.session = undefined;
    }
    await this.store.saveSession(session);
    this.session = session;
    return session;
  }

  private end(cause: WarblerError): WarblerError {
    if (this.session !== undefined) {
      this.session = undefined;
      this.onEnded(cause);
    }
    return cause;
  }
}

function isTokenRefusal(error: unknown): boolean {
  return error instanceof WarblerError && error.status === 401;
}

interface TokensAnswer {
  readonly user: string;
  readonly device: DeviceId;
  readonly session: string;
  readonly accessToken: string;
  readonly accessTokenExpiresInSeconds: number;
  readonly refreshToken: string;
}

import type {
  Account,
  ClientEvents,
  ClientOptions,
  ConnectionState,
  Credentials,
  RelationChange,
  Session,
  SocketLike,
  WarblerClient,
} from '../api.js';
import type { Told } from '../conversation/host.js';
import { LiveConversations } from '../conversation/live-conversations.js';
import { Emitter } from '../emitter.js';
import { clientClosed, notLoggedIn, type WarblerError } from '../errors.js';
import type { Connection } from '../link/connection.js';
import { Link, type LinkEvents } from '../link/link.js';
import { LivePresence } from '../presence/live-presence.js';
import { Http } from '../rest/http.js';
import { RestAccount } from '../rest/rest-account.js';
import { RestFriends } from '../rest/rest-friends.js';
import { RestGroups } from '../rest/rest-groups.js';
import { RestMessages } from '../rest/rest-messages.js';
import { RestUsers } from '../rest/rest-users.js';
import { SessionKeeper } from '../rest/session-keeper.js';
import { MemoryStore } from '../store/memory-store.js';
import type { Store, StoredSession } from '../store/store.js';
import type { Tuning } from '../tuning.js';
import type { Answer } from '../wire/frames.js';
import { toRelationChange } from '../wire/relations.js';
import { toJoinRequestChange } from '../wire/groups.js';
import type { JoinRequestChanged, Welcome } from '../wire/generated.js';
import { LiveScheduledSends } from './live-scheduled-sends.js';
import { UserScope } from './user-scope.js';

const DEFAULT_DEVICE = { platform: 'web', name: 'Web client' };
const DEFAULT_FIRST_MESSAGES = 30;

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: WarblerError) => void;
}

/** Brings the parts of a client together. */
export class Client extends Emitter<ClientEvents> implements WarblerClient, LinkEvents {
  readonly account: Account;
  readonly conversations: LiveConversations;
  readonly users: RestUsers;
  readonly friends: RestFriends;
  readonly presence: LivePresence;
  readonly scheduled: LiveScheduledSends;

  private readonly keeper: SessionKeeper;
  private readonly groups: RestGroups;
  private readonly link: Link;
  private readonly store: Store;
  private readonly unfollow: () => void;
  private readonly fault: (fault: unknown) => void;
  private waiting: Waiting[] = [];
  private scope: UserScope | undefined;
  private state: ConnectionState = { status: 'idle' };
  private node = '';
  private closed = false;

  constructor(
    private readonly options: ClientOptions,
    private readonly tuning: Tuning,
  ) {
    const fault = options.onFault ?? (() => undefined);
    super(fault);
    this.fault = fault;
    const url = options.url.replace(/\/+$/, '');
    const http = new Http(url, options.fetch ?? globalThis.fetch.bind(globalThis), tuning.restTimeout);
    this.store = options.store ?? new MemoryStore();
    this.keeper = new SessionKeeper(http, this.store, options.device ?? DEFAULT_DEVICE, tuning.renewBefore, (cause) => {
      void this.sessionEnded(cause);
    });
    this.groups = new RestGroups(this.keeper);
    this.conversations = new LiveConversations(this.groups.invites, fault);
    this.users = new RestUsers(this.keeper);
    this.friends = new RestFriends(this.keeper, fault);
    this.presence = new LivePresence(
      tuning,
      (presence) => {
        this.emit('presence', presence);
      },
      fault,
    );
    this.scheduled = new LiveScheduledSends(this, tuning.askTimeout);
    this.account = new RestAccount(http, this.keeper, {
      login: (credentials) => this.login(credentials),
      leave: (erase) => this.leave(erase),
    });
    const socketUrl = `${url.replace(/^http/, 'ws')}/v1/ws`;
    this.link = new Link(
      { socketUrl, openSocket: options.openSocket ?? globalSocket, keeper: this.keeper },
      tuning,
      this,
    );
    this.unfollow = this.store.onSessionSaved(() => {
      this.keeper.follow().catch(fault);
    });
  }

  get session(): Session | undefined {
    return this.scope === undefined ? undefined : toSession(this.keeper.current);
  }

  get connection(): ConnectionState {
    return this.state;
  }

  async restore(): Promise<Session | undefined> {
    this.checkOpen();
    if (this.scope === undefined) {
      const kept = await this.keeper.restore();
      if (kept !== undefined) {
        await this.enter(kept, 'restored');
      }
    }
    return this.session;
  }

  async connect(): Promise<void> {
    this.checkOpen();
    if (this.scope === undefined) {
      throw notLoggedIn();
    }
    if (this.state.status !== 'online') {
      const synced = new Promise<void>((resolve, reject) => {
        this.waiting.push({ resolve, reject });
      });
      this.link.start();
      await synced;
    }
  }

  disconnect(): void {
    this.link.stop({ status: 'idle' });
    this.giveUpWaiting(clientClosed());
  }

  wake(): void {
    this.link.wake();
  }

  async close(): Promise<void> {
    if (!this.closed) {
      this.closed = true;
      this.unfollow();
      this.disconnect();
      await this.scope?.end(false);
      this.scope = undefined;
      this.conversations.show(undefined);
      this.clear();
    }
  }

  // -------------------------------------------------------------------------------- the link

  onState(state: ConnectionState): void {
    this.state = state;
    this.emit('connection', state);
    if (state.status === 'ended') {
      this.giveUpWaiting(state.error);
    }
  }

  onOnline(live: Connection, welcome: Welcome): void {
    this.node = welcome.node;
    this.scope?.online(live);
    this.presence.online(live);
    this.scheduled.online(live);
  }

  onOffline(): void {
    this.scope?.offline();
    this.presence.offline();
    this.scheduled.offline();
  }

  onPush(frame: Answer): void {
    switch (frame.case) {
      case 'presence':
        this.presence.take(frame.value);
        break;
      case 'scheduledSend':
        this.scheduled.push(frame.value);
        break;
      case 'relationChanged':
        this.relationChanged(toRelationChange(frame.value));
        break;
      case 'joinRequestChanged':
        this.joinRequestChanged(frame.value);
        break;
      case 'resync':
        this.scope?.push(frame);
        this.presence.repeat();
        this.friends.emit('change', 'unknown');
        break;
      default:
        this.scope?.push(frame);
    }
  }

  // -------------------------------------------------------------------------------- the session

  private async login(credentials: Credentials & { readonly enable?: boolean }): Promise<Session> {
    this.checkOpen();
    const opened = await this.keeper.login(credentials);
    await this.exit(false);
    return this.enter(opened, 'logged-in');
  }

  private async enter(kept: StoredSession, reason: 'logged-in' | 'restored'): Promise<Session> {
    const scope = await UserScope.open({
      self: kept.user,
      store: await this.store.openUser(kept.user),
      groups: this.groups,
      messages: new RestMessages(this.keeper),
      upload: this.options.upload,
      tuning: this.tuning,
      firstMessages: this.options.firstMessages ?? DEFAULT_FIRST_MESSAGES,
      onFault: this.fault,
      events: {
        told: (name, event) => {
          this.emit<keyof Told>(name, event);
        },
        conversationChanged: (conversation) => {
          this.emit('conversation', conversation);
        },
        listChanged: () => {
          this.conversations.tell();
        },
        took: ({ scheduledSends }) => {
          scheduledSends.forEach((scheduled) => {
            this.scheduled.push(scheduled);
          });
        },
        synced: () => {
          this.synced();
        },
      },
    });
    this.scope = scope;
    this.conversations.show(scope);
    const session = toSession(kept);
    this.emit('session', { session, reason });
    return session;
  }

  private async leave(erase: boolean): Promise<void> {
    await this.keeper.forget();
    if (await this.exit(erase)) {
      this.emit('session', { session: undefined, reason: 'logged-out' });
    }
  }

  private async sessionEnded(cause: WarblerError): Promise<void> {
    if (this.scope === undefined) {
      return;
    }
    this.link.stop({ status: 'ended', error: cause });
    await this.exit(false);
    this.emit('session', { session: undefined, reason: 'ended' });
  }

  /** Returns whether somebody had been logged in. */
  private async exit(erase: boolean): Promise<boolean> {
    const left = this.scope;
    this.scope = undefined;
    this.disconnect();
    this.users.forget();
    if (left !== undefined) {
      await left.end(erase);
      this.conversations.show(undefined);
    }
    return left !== undefined;
  }

  private synced(): void {
    if (this.state.status !== 'online') {
      this.onState({ status: 'online', node: this.node });
      this.friends.emit('change', 'unknown');
    }
    const waiting = this.waiting;
    this.waiting = [];
    waiting.forEach(({ resolve }) => {
      resolve();
    });
  }

  private relationChanged(change: RelationChange | undefined): void {
    if (change === undefined) {
      this.friends.emit('change', 'unknown');
      return;
    }
    if (change.change === 'friendship-begun' || change.change === 'friendship-ended') {
      this.presence.repeat();
    }
    this.emit('relation', change);
    this.friends.emit('change', change);
  }

  private joinRequestChanged(frame: JoinRequestChanged): void {
    const change = toJoinRequestChange(frame);
    if (change !== undefined) {
      this.emit('joinRequest', change);
    }
  }

  private giveUpWaiting(error: WarblerError): void {
    const waiting = this.waiting;
    this.waiting = [];
    waiting.forEach(({ reject }) => {
      reject(error);
    });
  }

  private checkOpen(): void {
    if (this.closed) {
      throw clientClosed();
    }
  }
}

function toSession(kept: StoredSession): Session;
function toSession(kept: StoredSession | undefined): Session | undefined;
function toSession(kept: StoredSession | undefined): Session | undefined {
  return kept === undefined ? undefined : { user: kept.user, device: kept.device, session: kept.session };
}

type SocketConstructor = new (url: string, subprotocol: string) => SocketLike;

function globalSocket(url: string, subprotocol: string): SocketLike {
  const { WebSocket } = globalThis as { WebSocket?: SocketConstructor };
  if (WebSocket === undefined) {
    throw new TypeError('WebSocket: not a global here (expected: openSocket, for Node 20 from @warbler/sdk/node)');
  }
  return new WebSocket(url, subprotocol);
}

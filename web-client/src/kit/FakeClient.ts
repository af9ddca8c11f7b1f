import type {
  ClientEvents,
  ConnectionState,
  Conversation,
  FriendRequest,
  InboxSection,
  JoinRequestState,
  LiveSession,
  Presence,
  RelationChange,
  Session,
  SessionChange,
  User,
  UserId,
  WarblerClient,
} from "@warbler/sdk";
import { Emitter } from "./Emitter";
import { FakeConversation } from "./FakeConversation";

/** A client in memory that is logged in as the first of its users, for tests of components and for looking at them. */
export class FakeClient extends Emitter<ClientEvents> implements WarblerClient {
  connection: ConnectionState = { status: "online", node: "fake" };
  session: Session | undefined;
  readonly me: UserId;
  readonly incoming: FriendRequest[] = [];
  readonly online = new Set<UserId>();
  /** What became of the user's requests to join groups. */
  readonly joinRequests = new Map<string, JoinRequestState>();
  readonly #users: ReadonlyMap<UserId, User>;
  readonly #changes = new Emitter<{ change: readonly Conversation[] }>();
  readonly #relations = new Emitter<{ change: RelationChange | "unknown" }>();
  readonly #byId = new Map<string, FakeConversation>();
  #list: readonly Conversation[] = [];
  #archived: readonly Conversation[] = [];

  constructor(users: readonly User[]) {
    super();
    this.#users = new Map(users.map((user) => [user.id, user]));
    this.me = users[0]?.id ?? "";
    this.session = { user: this.me, device: "v1", session: "s1" };
  }

  direct(peer: UserId): FakeConversation {
    const id = `d-${peer}`;
    return this.#byId.get(id) ?? this.hold(new FakeConversation({ id, me: this.me, peer }));
  }

  hold(conversation: FakeConversation): FakeConversation {
    this.#byId.set(conversation.id, conversation);
    conversation.whenChanged(() => this.#resort());
    return conversation;
  }

  becomes(state: ConnectionState): void {
    this.connection = state;
    this.emit("connection", state);
  }

  endSession(reason: SessionChange["reason"]): void {
    this.session = undefined;
    this.emit("session", { session: undefined, reason });
  }

  #resort(): void {
    const time = ({ snapshot }: Conversation) => snapshot.lastActivityAt?.getTime() ?? 0;
    const all = [...this.#byId.values()]
      .filter(({ snapshot }) => snapshot.lastSeq > 0)
      .sort((one, other) => time(other) - time(one));
    const inSection = (section: InboxSection) => all.filter(({ snapshot }) => snapshot.section === section);
    this.#list = [...inSection("pinned"), ...inSection("listed")];
    this.#archived = inSection("archived");
    this.#changes.emit("change", this.#list);
  }

  readonly conversations = ((client: FakeClient): WarblerClient["conversations"] => ({
    on: (name, listener) => client.#changes.on(name, listener),
    get list() {
      return client.#list;
    },
    get unreadCount() {
      return client.#list.reduce((sum, { snapshot }) => sum + snapshot.unreadCount, 0);
    },
    get archived() {
      return client.#archived;
    },
    get badgeCount() {
      return client.#list.reduce((sum, { snapshot }) => sum + (snapshot.mutedUntil ? 0 : snapshot.unreadCount), 0);
    },
    mentions: async () => ({
      items: [...client.#byId.values()].flatMap((one) => one.mentionsOf(client.me)),
      next: undefined,
    }),
    get: (id) => client.#byId.get(id),
    withUser: (user) => client.direct(user),
    createGroup: async () => Promise.reject(new Error("not in the fake")),
    previewInvite: async () => Promise.reject(new Error("not in the fake")),
    joinByInvite: async () => Promise.reject(new Error("not in the fake")),
    joinRequest: async (group) => client.joinRequests.get(group),
    withdrawJoinRequest: async (group) => void client.joinRequests.set(group, "withdrawn"),
  }))(this);

  readonly users: WarblerClient["users"] = {
    get: async (id) => this.#users.get(id),
    byIds: async (ids) => ids.flatMap((id) => this.#users.get(id) ?? []),
    byName: async (name) => [...this.#users.values()].find((user) => user.name === name),
    search: async (prefix) => ({
      items: [...this.#users.values()].filter((user) => user.name.startsWith(prefix)),
      next: undefined,
    }),
  };

  readonly friends: WarblerClient["friends"] = {
    on: (name, listener) => this.#relations.on(name, listener),
    list: async () => [...this.#users.keys()].filter((id) => id !== this.me),
    incoming: async () => this.incoming,
    outgoing: async () => [],
    blocked: async () => [],
    request: (user) => this.#accepted(user),
    accept: (id) => this.#accepted(id),
    decline: async () => undefined,
    withdraw: async () => undefined,
    remove: async () => undefined,
    block: async () => undefined,
    unblock: async () => undefined,
  };

  async #accepted(user: UserId): Promise<FriendRequest> {
    return { id: user, user, status: "accepted", message: "", requestedAt: undefined, expiresAt: undefined };
  }

  readonly presence: WarblerClient["presence"] = {
    watch: (users, listener) => {
      for (const user of users) {
        listener(this.#presenceOf(user));
      }
      return () => undefined;
    },
    get: (user) => this.#presenceOf(user),
    setAway: () => undefined,
  };

  readonly scheduled: WarblerClient["scheduled"] = {
    newName: () => "0".repeat(32),
    schedule: async () => Promise.reject(new Error("not in the fake")),
    change: async () => Promise.reject(new Error("not in the fake")),
    cancel: async () => Promise.reject(new Error("not in the fake")),
    list: async () => ({ items: [], next: undefined }),
  };

  #presenceOf(user: UserId): Presence {
    const isOnline = this.online.has(user);
    return {
      user,
      state: isOnline ? "online" : "offline",
      lastSeenAt: isOnline ? undefined : new Date(Date.now() - 7_200_000),
    };
  }

  readonly account: WarblerClient["account"] = {
    register: async ({ name }) => ({ id: "u-new", name }),
    login: async () => this.session ?? { user: this.me, device: "v1", session: "s1" },
    logout: async () => this.endSession("logged-out"),
    profile: async () => this.#users.get(this.me) ?? { id: this.me, name: "" },
    updateProfile: async (change) => ({ id: this.me, name: this.#users.get(this.me)?.name ?? "", ...change }),
    changePassword: async () => undefined,
    disable: async () => undefined,
    requestDeletion: async () => new Date(),
    sessions: async () => [liveSession("s1", "Chromium · Linux", true), liveSession("s2", "Alice's laptop", false)],
    revokeSession: async () => undefined,
    revokeOtherSessions: async () => undefined,
    renameDevice: async (id, name) => ({ id, name, platform: "web" }),
  };

  async restore(): Promise<Session | undefined> {
    return this.session;
  }
  async connect(): Promise<void> {}
  disconnect(): void {}
  wake(): void {}
  async close(): Promise<void> {}
}

function liveSession(id: string, name: string, current: boolean): LiveSession {
  const at = new Date();
  return {
    id,
    device: { id: `v${id}`, platform: current ? "web" : "terminal", name },
    createdAt: at,
    lastUsedAt: at,
    expiresAt: at,
    current,
  };
}

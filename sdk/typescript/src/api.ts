/**
 * The public API: every type that an application meets; those of messages are in message.ts, of what is not sent yet in unsent.ts.
 *
 * Snapshots (plain `readonly` objects and arrays) never change; a new one is made when something changed, so they can be
 * compared by identity and given to a renderer as they are.
 *
 * @module
 */
import type { WarblerError } from './errors.js';
import type {
  Group,
  GroupDraft,
  GroupEvent,
  GroupPreview,
  GroupView,
  JoinRequestChange,
  JoinRequestState,
} from './group.js';
import type { AttachOptions, Upload, Uploader } from './attach.js';
import type {
  Blob,
  ChangeFailure,
  ChangeResult,
  Draft,
  ForwardOptions,
  Message,
  MessageQuery,
  MessageReaders,
  MessageVersion,
  PinnedMessage,
  PollVoter,
  Reactor,
  ReadReceipt,
  SendableContent,
  SendOptions,
} from './message.js';
import type { Store } from './store/store.js';
import type { SavedDraft, ScheduledSend, ScheduledSends } from './unsent.js';

/** `u` and 32 hexadecimal digits. */
export type UserId = string;
/** `v` and 32 hexadecimal digits. */
export type DeviceId = string;
/** `s` and 32 hexadecimal digits. */
export type SessionId = string;
/** `d` (DIRECT) or `g` (GROUP) and 32 hexadecimal digits. */
export type ConversationId = string;
/** Ends a listening or a watch; calling it again does nothing. */
export type Unsubscribe = () => void;

// ---------------------------------------------------------------------------------------------------- the client

/** What a client needs to know. */
export interface ClientOptions {
  /** The server's address, for example `https://localhost:8443`. */
  readonly url: string;
  /** Where sessions, the outbox and conversations are kept; in memory when absent, and then gone with the page. */
  readonly store?: Store;
  /** How this device shows in the user's list of sessions. Default: `{ platform: 'web', name: 'Web client' }`. */
  readonly device?: { readonly platform: string; readonly name: string };
  /** Opens sockets; the global `WebSocket` when absent. Node 20 has none: see `@warbler/sdk/node`. */
  readonly openSocket?: SocketOpener;
  /** Calls the REST API; the global `fetch` when absent. */
  readonly fetch?: typeof globalThis.fetch;
  /** Puts the bytes of attachments somewhere; {@link Conversation.attach} needs it. The server keeps no bytes. */
  readonly upload?: Uploader;
  /** How many of a conversation's messages the very first sync brings, 1 to 100. Default: 30. */
  readonly firstMessages?: number;
  /** Called with faults of this device that lose nothing on the server, such as a store that cannot write. */
  readonly onFault?: (fault: unknown) => void;
}

/** The part of a WebSocket that the client uses: browsers', React Native's and `ws` sockets have it. */
export interface SocketLike {
  binaryType: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}

/** Opens a socket to `url` with one subprotocol. */
export type SocketOpener = (url: string, subprotocol: string) => SocketLike;

/**
 * A user's connection to a server: sends with a durable outbox, receives every message of every conversation in order,
 * without gaps, each once, and comes back by itself after a loss.
 */
export interface WarblerClient extends Listenable<ClientEvents> {
  /** Registering, logging in and out, the user's own profile, sessions and devices. */
  readonly account: Account;
  /** The user's conversations. */
  readonly conversations: Conversations;
  /** Other users. */
  readonly users: Users;
  /** Friends, friend requests and blocks. */
  readonly friends: Friends;
  /** Who is there. */
  readonly presence: PresenceWatches;
  /** Messages that the server sends at a later time. */
  readonly scheduled: ScheduledSends;
  /** Who is logged in; undefined when nobody is. */
  readonly session: Session | undefined;
  /** Where the connection is. */
  readonly connection: ConnectionState;

  /**
   * Takes up the session that the store holds, with its conversations and its outbox. Needs no network: what was kept
   * can be read at once.
   *
   * @returns the session, or undefined when nobody is logged in
   */
  restore(): Promise<Session | undefined>;

  /**
   * Connects, and stays connected until {@link disconnect}, {@link close} or the end of the session.
   *
   * @returns resolves when everything that was missed is known; rejects with a {@link WarblerError} when the connection
   *   has ended for good
   */
  connect(): Promise<void>;

  /** Closes the connection; what is kept stays, sends wait in the outbox. {@link connect} comes back. */
  disconnect(): void;

  /**
   * Tries at once instead of waiting for the next attempt; when online, asks the server for a sign of life and gives the
   * connection up if none comes within a few seconds. For the moment in which the network or the screen came back.
   */
  wake(): void;

  /** Ends the client: closes the connection, writes what is to be kept, lets its outbox go. */
  close(): Promise<void>;
}

/** What a client tells. */
export interface ClientEvents {
  /** The connection changed. */
  connection: ConnectionState;
  /** Somebody logged in, or nobody is logged in any more. */
  session: SessionChange;
  /** A message that is new to this client: received, sent on another device, or just written here. Each once. */
  message: Message;
  /** A message changed: its status, the place that it got, or what somebody did to it. */
  messageChanged: Message;
  /** A change of this client was refused, and is shown no more. */
  changeFailed: ChangeFailure;
  /** What is pinned in a conversation is another now. */
  pinsChanged: Conversation;
  /** Another device of the user saved or removed a draft. */
  draftSaved: Conversation;
  /** Something other than a message happened in a group. */
  event: GroupEvent;
  /** Another member has read on. */
  readReceipt: ReadReceipt;
  /** A request of the user to join a group was made, decided or taken back, on whatever device. */
  joinRequest: JoinRequestChange;
  /** A scheduled send changed: by another device, or by its time. */
  scheduledSend: ScheduledSend;
  /** A conversation's snapshot changed. */
  conversation: Conversation;
  /** A member is typing, or is no more. */
  typing: TypingChange;
  /** The presence of a watched user changed. */
  presence: Presence;
  /** A friend request, a friendship or a block changed, on whatever device. */
  relation: RelationChange;
}

/** Has typed events. */
export interface Listenable<Events> {
  /** Listens; listeners are called in the order in which things happened, and what one throws goes to `onFault`. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): Unsubscribe;
}

/** Where the connection is. */
export type ConnectionState =
  /** Not connected, and not trying. */
  | { readonly status: 'idle' }
  /** Getting a ticket, opening the socket, or catching up. */
  | { readonly status: 'connecting' }
  /** Live, and everything that was missed is known. */
  | { readonly status: 'online'; readonly node: string }
  /** Lost, or could not be had; tries again at `retryAt`. */
  | { readonly status: 'waiting'; readonly retryAt: Date; readonly reason: string }
  /** Ended for good. `AUTH_…` and `SESSION_…`: log in again. `CLIENT_…`: a newer client is needed, or fewer of them. */
  | { readonly status: 'ended'; readonly error: WarblerError };

/** Who is logged in now, and why nobody is. */
export interface SessionChange {
  readonly session: Session | undefined;
  /** `logged-out` on this device; `ended`: revoked or expired. */
  readonly reason: 'logged-in' | 'restored' | 'logged-out' | 'ended';
}

/** A login of a user on a device. */
export interface Session {
  readonly user: UserId;
  readonly device: DeviceId;
  readonly session: SessionId;
}

export type { WarblerError };
export type * from './attach.js';
export type * from './group.js';
export type * from './message.js';
export type * from './unsent.js';

// ---------------------------------------------------------------------------------------------------- account

/** The user's own account. All methods reject with a {@link WarblerError}. */
export interface Account {
  /** Registers a user. `name`: 3 to 32 of `a-z 0-9 _ . -`; `password`: 8 to 256 characters. Does not log in. */
  register(credentials: Credentials): Promise<User>;
  /** Logs in. `enable`: comes back after {@link disable} (`AUTH_USER_DISABLED` tells that it is needed). */
  login(credentials: Credentials & { readonly enable?: boolean }): Promise<Session>;
  /** Ends the session and forgets what the store holds of the user, unanswered sends too. */
  logout(): Promise<void>;
  /** The user's own profile. */
  profile(): Promise<User>;
  /** Changes the profile; what is absent stays, an empty text removes. */
  updateProfile(change: ProfileChange): Promise<User>;
  /** Changes the password and ends all other sessions. */
  changePassword(currentPassword: string, newPassword: string): Promise<void>;
  /** Disables the account and ends all sessions. */
  disable(password: string): Promise<void>;
  /** Asks for the deletion of the account; a login before the time that is returned takes it back. */
  requestDeletion(password: string): Promise<Date>;
  /** The live sessions, last used first. */
  sessions(): Promise<readonly LiveSession[]>;
  /** Ends one session. */
  revokeSession(session: SessionId): Promise<void>;
  /** Ends all sessions but this one. */
  revokeOtherSessions(): Promise<void>;
  /** Renames a device; 1 to 64 characters. */
  renameDevice(device: DeviceId, name: string): Promise<Device>;
}

/** What somebody logs in with. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** A user as others see them. */
export interface User {
  readonly id: UserId;
  /** Unique, lower case. */
  readonly name: string;
  readonly displayName?: string;
  /** An `https` URI. Whoever shows it tells its host who looks. */
  readonly avatar?: string;
  readonly statusText?: string;
}

/** What changes in the user's profile. */
export interface ProfileChange {
  readonly displayName?: string;
  readonly avatar?: string;
  readonly statusText?: string;
}

/** An installed client of the user. */
export interface Device {
  readonly id: DeviceId;
  readonly platform: string;
  readonly name: string;
}

/** A session that has not ended. */
export interface LiveSession {
  readonly id: SessionId;
  readonly device: Device;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  /** It is this one. */
  readonly current: boolean;
}

// ---------------------------------------------------------------------------------------------------- users, friends

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; undefined at the end. */
  readonly next: string | undefined;
}

/** Which page of a list is wanted. */
export interface PageOptions {
  /** How many at most; the server's choice when absent. */
  readonly limit?: number;
  /** {@link Page.next} of the page before; the first page when absent. */
  readonly cursor?: string;
}

/** Other users. Methods reject with a {@link WarblerError}. */
export interface Users {
  /** One user; answered from memory for a minute. Calls of a moment become one request. Undefined: there is none. */
  get(id: UserId): Promise<User | undefined>;
  /** Users by exact ids; who does not exist is left out. Any number. */
  byIds(ids: readonly UserId[]): Promise<readonly User[]>;
  /** A user by exact name. */
  byName(name: string): Promise<User | undefined>;
  /** Users whose name begins with `prefix` (3 characters at least), 1 to 50 at a time. */
  search(prefix: string, options?: { readonly limit?: number; readonly cursor?: string }): Promise<Page<User>>;
}

/** Friends, requests and blocks. Methods reject with a {@link WarblerError}. Lists are read completely. */
export interface Friends extends Listenable<{ change: RelationChange | 'unknown' }> {
  /** The user's friends; `on('change', …)` tells when to read again. */
  list(): Promise<readonly UserId[]>;
  /** Requests that wait for the user's answer. */
  incoming(): Promise<readonly FriendRequest[]>;
  /** The user's own requests that wait. */
  outgoing(): Promise<readonly FriendRequest[]>;
  /** Asks a user; who has already asked becomes a friend at once (`status` is `accepted`). */
  request(user: UserId, message?: string): Promise<FriendRequest>;
  accept(request: string): Promise<FriendRequest>;
  decline(request: string): Promise<void>;
  /** Takes one's own request back. */
  withdraw(request: string): Promise<void>;
  /** Ends a friendship. */
  remove(user: UserId): Promise<void>;
  /** When it resolves, no later send between the two is accepted. */
  block(user: UserId): Promise<void>;
  unblock(user: UserId): Promise<void>;
  /** Users whom the user blocks. */
  blocked(): Promise<readonly UserId[]>;
}

/** A friend request as the user sees it. */
export interface FriendRequest {
  readonly id: string;
  /** The other one. */
  readonly user: UserId;
  readonly status: 'pending' | 'accepted';
  readonly message: string;
  readonly requestedAt: Date | undefined;
  readonly expiresAt: Date | undefined;
}

/** What changed between the user and another. The lists of {@link Friends} are the truth. */
export interface RelationChange {
  readonly change:
    | 'request-opened'
    | 'request-withdrawn'
    | 'request-accepted'
    | 'request-declined'
    | 'friendship-begun'
    | 'friendship-ended'
    | 'block-added'
    | 'block-removed';
  readonly user: UserId;
  /** Of changes of a request: its id, and whether the user sent it. */
  readonly request: { readonly id: string; readonly outgoing: boolean; readonly message: string } | undefined;
}

// ---------------------------------------------------------------------------------------------------- presence

/** Who is there; told to friends only, others look offline. */
export interface PresenceWatches {
  /**
   * Watches users until the returned function is called: `listener` hears the present state and every change. Watches
   * add up, to 500 users at most, and survive losses of the connection. While offline every state is `unknown`.
   */
  watch(users: readonly UserId[], listener: (presence: Presence) => void): Unsubscribe;
  /** What is known of a watched user. */
  get(user: UserId): Presence;
  /** Says whether nobody sits at this device; nobody has to say that somebody does. */
  setAway(away: boolean): void;
}

/** A user's derived state. */
export interface Presence {
  readonly user: UserId;
  readonly state: 'online' | 'away' | 'offline' | 'unknown';
  /** When the user was last connected; undefined when never, not told, or connected now. */
  readonly lastSeenAt: Date | undefined;
}

// ---------------------------------------------------------------------------------------------------- conversations

/** The user's conversations. */
export interface Conversations extends Listenable<{ change: readonly Conversation[] }> {
  /**
   * What is pinned in the order of pinning, then what is listed, newest activity first: a snapshot, a new one whenever the
   * list or one of its entries changed.
   */
  readonly list: readonly Conversation[];
  /** The archive, newest activity first. */
  readonly archived: readonly Conversation[];
  /** How many unread messages all of the list have together. */
  readonly unreadCount: number;
  /** What an icon shows: unread messages, of muted conversations those only that mention the user. */
  readonly badgeCount: number;
  /** One of them; undefined when this client does not know it. The same object every time. */
  get(id: ConversationId): Conversation | undefined;
  /** The DIRECT conversation with a user, also when nobody has written in it yet. Needs a session. */
  withUser(user: UserId): Conversation;
  /** Creates a group with friends in it. */
  createGroup(draft: GroupDraft): Promise<Conversation>;
  /** What the link of an invite leads to. Rejects with `INVITE_UNKNOWN` and the like. */
  previewInvite(link: string): Promise<GroupPreview>;
  /**
   * Joins a group by the link of an invite, or asks to be let in.
   *
   * @param answer to the group's question
   * @returns the group; undefined while the request waits
   */
  joinByInvite(link: string, answer?: string): Promise<Conversation | undefined>;
  /**
   * What became of the user's request to join a group; undefined: there is none. `joinRequest` tells of changes, but may miss
   * one while this client is offline.
   */
  joinRequest(group: ConversationId): Promise<JoinRequestState | undefined>;
  /** Takes the user's request to join a group back. */
  withdrawJoinRequest(group: ConversationId): Promise<void>;
  /** Messages that mention the user, newest first. A page may be short, even empty, and have a next one. */
  mentions(options?: PageOptions): Promise<Page<Message>>;
}

/** A conversation. The object stays the same; {@link snapshot} and {@link timeline} are replaced when they change. */
export interface Conversation extends Listenable<ConversationEvents> {
  readonly id: ConversationId;
  /** A channel is a group with other rules. */
  readonly kind: 'direct' | 'group';
  /** Owner and admins alone write, and other members are not shown to each other. */
  readonly isChannel: boolean;
  /** The other user of a DIRECT conversation; undefined in a group. */
  readonly peer: UserId | undefined;
  /** How it stands. */
  readonly snapshot: ConversationSnapshot;
  /** The part of it that is loaded, without gaps; up to the newest item unless that was let go. */
  readonly timeline: Timeline;
  /** What members do with a group; undefined in a DIRECT conversation. */
  readonly group: Group | undefined;

  /**
   * Sends. The message stands in the timeline at once, as `sending`; it is written to the outbox before its first
   * attempt and tried with the same id and number until there is a verdict, through losses and reloads. Messages of this
   * client to one conversation keep their order.
   *
   * @returns never rejects because of the network; rejects with `OUTBOX_FULL`, `NOT_LOGGED_IN` or `CLIENT_CLOSED`, and with a
   *   RangeError for a text that is empty or longer than 65,532 bytes of UTF-8, and for spans outside of it
   */
  send(draft: string | Draft, options?: SendOptions): Promise<SendResult>;
  /**
   * Copies messages of this conversation into another one; as safe as a send. The server copies them itself.
   *
   * @returns rejects as {@link send} does, and with a RangeError for no message, and for more than one that are not `merged`
   */
  forward(seqs: readonly number[], to: Conversation, options?: ForwardOptions): Promise<SendResult>;
  /**
   * Uploads bytes by {@link ClientOptions.upload}, then sends what `content` makes of where they are: a file when it is absent.
   * Safe as a send from then on; what is being uploaded when the page goes is not sent.
   *
   * @returns rejects with what the uploader rejects with, with `UPLOAD_MISSING` without one, and as {@link send} does
   */
  attach(upload: Upload, content?: (blob: Blob) => SendableContent, options?: AttachOptions): Promise<SendResult>;
  /** Sends a `failed` message again, as a new one; the failed one goes. */
  retry(clientMessageId: string): Promise<SendResult>;
  /** Removes a `failed` message. */
  discard(clientMessageId: string): void;

  /**
   * Replaces the text of one's own message. Like all changes of messages: shown at once, written to the same outbox as
   * sends before its first attempt, tried with the same id and number until there is a verdict, rolled back when refused.
   *
   * @returns rejects as {@link send} does
   */
  edit(seq: number, text: string, options?: Pick<SendOptions, 'spans' | 'mentions'>): Promise<ChangeResult>;
  /** Deletes a message for all, for good. */
  delete(seq: number): Promise<ChangeResult>;
  /** Adds a reaction: an emoji or another short word, 1 to 64 bytes of UTF-8; rejects with a RangeError for another one. */
  react(seq: number, reaction: string): Promise<ChangeResult>;
  /** Takes one's own reaction back. */
  unreact(seq: number, reaction: string): Promise<ChangeResult>;
  pin(seq: number): Promise<ChangeResult>;
  unpin(seq: number): Promise<ChangeResult>;
  /**
   * Votes in a poll; that takes the place of the vote before.
   *
   * @param options places of options, from 0; none: takes the vote back
   */
  vote(seq: number, options: readonly number[]): Promise<ChangeResult>;
  /** Closes a poll: its author may, and who may delete messages of others. */
  closePoll(seq: number): Promise<ChangeResult>;
  /** What is pinned, in the order of pinning; asks the server. `pinsChanged` tells when to ask again. */
  pins(): Promise<readonly PinnedMessage[]>;

  /**
   * Loads older items until there are `count` more or none are left.
   *
   * @returns whether there are still older ones; rejects with `NO_ANSWER` when offline and nothing is kept
   */
  loadOlder(count?: number): Promise<boolean>;
  /**
   * Brings the item at `seq` into the timeline: with all between when it lies near, else with what stands around it; then all
   * else is let go, and {@link loadNewer} or {@link toNewest} leads back.
   *
   * @returns whether it is there: not what is before what the user may read, a change of a message, or still to come, and not
   *   when another jump or {@link toNewest} was asked for meanwhile; rejects as {@link loadOlder} does
   */
  loadAround(seq: number): Promise<boolean>;
  /**
   * Loads newer items after {@link trim} or {@link loadAround} let them go, until there are `count` more or the newest is there.
   *
   * @returns whether there are still newer ones; rejects with `STORE_FAILED` when this device could not keep them, then only
   *   {@link toNewest} leads back, and with `NO_ANSWER` when offline and they are not kept
   */
  loadNewer(count?: number): Promise<boolean>;
  /** Lets everything go but the newest items. */
  toNewest(): Promise<void>;
  /**
   * Keeps about the newest or the oldest `count` items of the timeline in memory, one at least; the others are loaded again when asked
   * for. While the newest are let go, nothing that comes appears in the timeline.
   */
  trim(count: number, keep?: 'newest' | 'oldest'): void;

  /**
   * Finds messages by sender, kind and time, newest first; texts cannot be searched. A page may be short, even empty, and
   * have a next one.
   */
  search(query: MessageQuery, options?: PageOptions): Promise<Page<Message>>;
  /** Who reacted to a message. */
  reactors(seq: number, options?: PageOptions): Promise<Page<Reactor>>;
  /** Who has read a message, and how many have it; for present members. `readReceipt` tells when to ask again. */
  readers(seq: number): Promise<MessageReaders>;
  /** Every version of a message, oldest first; of a deleted one none. */
  versions(seq: number): Promise<readonly MessageVersion[]>;
  /** Who voted in a poll; rejects with `POLL_ANONYMOUS` where nobody is told. */
  pollVoters(seq: number, options?: PageOptions): Promise<Page<PollVoter>>;

  /** What the user has written here and not sent, on whatever device; undefined: nothing. */
  readonly savedDraft: SavedDraft | undefined;
  /**
   * Keeps what the user has written and not sent for their other devices; an empty text removes it. To be called with every
   * key: it is passed on when the user pauses, and after a loss of the connection or a reload. A text of more than 10,000
   * characters stays on this device until it is shorter; others keep what was saved before.
   */
  saveDraft(text: string, replyTo?: number): void;

  /** Hides 1 to 100 messages from the user alone, for good and on all devices. Rejects with a {@link WarblerError}. */
  hide(seqs: readonly number[]): Promise<void>;
  /** Mutes the conversation for the user alone, on all devices; undefined ends it. Rejects with a {@link WarblerError}. */
  mute(until: Date | 'for-good' | undefined): Promise<void>;
  /** Puts the conversation elsewhere in the user's inbox, on all devices. Rejects with a {@link WarblerError}. */
  moveTo(section: InboxSection): Promise<void>;

  /** Moves the user's read marker forward, to the newest message when `seq` is absent; several of a moment become one. */
  markRead(seq?: number): void;
  /** Says that the user is typing. To be called with every key: it is passed on every 3 s. */
  typing(): void;
  /** Who is typing now, without the user. */
  readonly typingUsers: readonly UserId[];
}

/** What a conversation tells; each also goes to the client's listeners. */
export interface ConversationEvents {
  message: Message;
  messageChanged: Message;
  changeFailed: ChangeFailure;
  pinsChanged: Conversation;
  event: GroupEvent;
  /** Another member has read on. */
  readReceipt: ReadReceipt;
  /** Another device of the user saved or removed a draft. */
  draftSaved: Conversation;
  /** {@link Conversation.snapshot} was replaced. */
  snapshot: ConversationSnapshot;
  /** {@link Conversation.timeline} was replaced. */
  timeline: Timeline;
  typing: TypingChange;
}

/** How a conversation stands. */
export interface ConversationSnapshot {
  readonly id: ConversationId;
  readonly kind: 'direct' | 'group';
  readonly peer: UserId | undefined;
  /** The last position that is known to exist; 0: none. */
  readonly lastSeq: number;
  /** The last message, one that is being sent too. */
  readonly lastMessage: Message | undefined;
  /** When something last happened. */
  readonly lastActivityAt: Date | undefined;
  /** Messages of others after the user's marker. */
  readonly unreadCount: number;
  /** How many of them mention the user, as far as is known. */
  readonly unreadMentionCount: number;
  /** The user's read marker; 0: nothing read. */
  readonly readSeq: number;
  /** The peer's read marker in a DIRECT conversation. */
  readonly peerReadSeq: number;
  /** Up to where a device of the peer has a DIRECT conversation; `peerReadSeq` at least. */
  readonly peerDeliveredSeq: number;
  /** Undefined: not muted. */
  readonly mutedUntil: Date | 'for-good' | undefined;
  /** Where it stands in the user's inbox. */
  readonly section: InboxSection;
  /** When the user pinned it; undefined unless it is pinned. */
  readonly pinnedAt: Date | undefined;
  /** What it adds to {@link Conversations.badgeCount}. */
  readonly badgeCount: number;
  /** The user's view of the group; undefined in a DIRECT conversation, and until the server has told. */
  readonly group: GroupView | undefined;
}

/**
 * A part of the user's inbox. A new message brings back what is `archived` and not muted, and what is `hidden`, which stands
 * in no list.
 */
export type InboxSection = 'listed' | 'pinned' | 'archived' | 'hidden';

/** What is loaded of a conversation. */
export interface Timeline {
  /** Rising by seq; then failed and unanswered messages of this client in the order in which they were written. */
  readonly items: readonly TimelineItem[];
  /** There are older items on the server that are not loaded. */
  readonly hasOlder: boolean;
  /** Newer items were let go; this client's messages that have no place yet are not here either. */
  readonly hasNewer: boolean;
  /** Newer items are known to exist and on their way. */
  readonly catchingUp: boolean;
}

/** What stands in a timeline. */
export type TimelineItem = Message | GroupEvent;

/** What became of a send. */
export type SendResult =
  | { readonly status: 'sent'; readonly message: Message }
  /** Never visible to anyone. */
  | { readonly status: 'failed'; readonly message: Message; readonly code: string; readonly detail: string }
  /** The client was closed before the verdict; the send goes on when the store is opened again. */
  | { readonly status: 'kept' };

/** Who is typing in a conversation now. */
export interface TypingChange {
  readonly conversation: ConversationId;
  readonly users: readonly UserId[];
}

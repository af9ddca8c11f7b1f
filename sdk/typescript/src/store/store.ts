import type {
  ConversationId,
  DeviceId,
  GroupEvent,
  GroupView,
  InboxSection,
  Message,
  SavedDraft,
  MessageChange,
  ReplyPreview,
  SendableContent,
  SessionId,
  UserId,
} from '../api.js';

/**
 * Where a client keeps what has to outlive a page. One store belongs to one server address; tabs may share it.
 *
 * Implementations: {@link MemoryStore}, and `IndexedDbStore` of `@warbler/sdk/indexeddb`. The contract is tested by
 * `test/store-contract.ts`.
 */
export interface Store {
  /** The session that is kept; undefined when nobody is logged in. */
  loadSession(): Promise<StoredSession | undefined>;
  /** Replaces the session; durable when it resolves. */
  saveSession(session: StoredSession | undefined): Promise<void>;
  /** The device id that the server gave, so that the next login is of the same device. */
  loadDevice(): Promise<DeviceId | undefined>;
  /** Keeps the device id. */
  saveDevice(device: DeviceId): Promise<void>;
  /** Runs `work` while no other tab that shares the store runs work of the same name. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Calls `listener` when another tab saved or removed the session. */
  onSessionSaved(listener: () => void): () => void;
  /** Opens what is kept of a user. */
  openUser(user: UserId): Promise<UserStore>;
}

/** Tokens of a login. Secret. */
export interface StoredSession {
  readonly user: UserId;
  readonly device: DeviceId;
  readonly session: SessionId;
  readonly accessToken: string;
  /** Milliseconds since the Unix epoch, by this device's clock. */
  readonly accessTokenExpiresAt: number;
  readonly refreshToken: string;
}

/** What is kept of one user. */
export interface UserStore {
  /** Token, conversations and what is held of them. */
  loadState(): Promise<StoredState>;
  /**
   * Writes all of it or nothing; durable when it resolves. Ranges that tabs hold are joined, markers only rise, a
   * draft is not replaced by an older one (`joined`), nor a message by one that has fewer changes or is not hidden yet (`isOlder`): tabs write
   * what they know in any order.
   */
  saveState(changes: StateChanges): Promise<void>;
  /** The newest `limit` items of a range, or the oldest; rising. */
  readItems(conversation: ConversationId, range: ItemRange): Promise<readonly StoredItem[]>;
  /**
   * Claims an outbox for this tab, and every other outbox of the user whose tab is gone; the first is for new sends. An
   * outbox is held by one tab at a time.
   */
  claimOutboxes(): Promise<readonly OutboxStore[]>;
  /** Forgets the user: state, items, outboxes. */
  erase(): Promise<void>;
  /** Lets the outboxes go. */
  close(): Promise<void>;
}

/** Items with `seq` from `fromSeq` on and below `beforeSeq`. */
export interface ItemRange {
  readonly fromSeq: number;
  readonly beforeSeq: number;
  readonly limit: number;
  /** Which are left out when there are more than `limit`. Default: the oldest ones. */
  readonly leaveOut?: 'oldest' | 'newest';
}

/** An item as it is kept; a message's `status` is worked out when it is read. */
export type StoredItem = Message | GroupEvent;

/** What a client knows of the server. */
export interface StoredState {
  /** The sync token; empty before the first sync. */
  readonly token: Uint8Array;
  readonly conversations: readonly StoredConversation[];
}

/** What is written at once. */
export interface StateChanges {
  readonly token: Uint8Array;
  readonly conversations: readonly StoredConversation[];
  /** New items of these conversations, and items that changed. */
  readonly items: readonly StoredItem[];
}

/** What is held of one conversation: all items after `from` up to `held`. */
export interface StoredConversation extends StoredDraft {
  readonly id: ConversationId;
  readonly from: Position;
  readonly held: Position;
  /** The highest seq that is known to exist. */
  readonly knownSeq: number;
  readonly peer: UserId | undefined;
  readonly lastMessage: Message | undefined;
  readonly lastActivityAt: Date | undefined;
  /** Of messages up to `countedSeq`. */
  readonly unreadCount: number;
  readonly countedSeq: number;
  readonly unreadMentionCount: number;
  readonly readSeq: number;
  readonly peerReadSeq: number;
  /** Up to where the server knows that this user has it; absent: nothing. */
  readonly deliveredSeq?: number;
  /** Up to where the peer has it; absent: nothing. */
  readonly peerDeliveredSeq?: number;
  /** A marker that the server may not have yet; 0: none. */
  readonly unsentMark: number;
  readonly group: GroupView | undefined;
  /** What the user has set; absent: nothing. */
  readonly settings?: StoredSettings | undefined;
  /** What the user has hidden from themselves, rising; absent: nothing. */
  readonly hidden?: readonly SeqRange[];
}

/** Seqs from the first to the last. */
export interface SeqRange {
  readonly first: number;
  readonly last: number;
}

/** What is kept of a draft. */
export interface StoredDraft {
  /** What the user has written and not sent; empty when it was removed, absent when there was none. */
  readonly draft?: SavedDraft | undefined;
  /** When this device last wrote it, by its own clock, also if another device saved one since; absent or 0: never. */
  readonly draftWrittenAt?: number;
}

/** What a user has set for a conversation: two values, with the times at which the server took them. */
export interface StoredSettings {
  readonly mutedUntilMs: number;
  readonly muteUpdatedAtMs: number;
  /** Undefined: never set. */
  readonly section: InboxSection | undefined;
  /** Of what was archived or hidden: the seq after which a message brings it back. */
  readonly sectionSeq: number;
  readonly sectionUpdatedAtMs: number;
}

/** A seq and the ordinal of the last message at or below it. */
export interface Position {
  readonly seq: number;
  readonly ordinal: number;
}

/**
 * The durable half of an outbox. A send that was appended is never forgotten before it is answered, and a number is never
 * given twice: the server recognises repeats by both, so an implementation that loses writes loses messages.
 */
export interface OutboxStore {
  /** What is held; called once, first. */
  load(): Promise<OutboxContents>;
  /** Adds sends with numbers that go on where their lane ends. Durable when it resolves. */
  append(sends: readonly StoredSend[]): Promise<void>;
  /** The sends have their verdicts. May be lost: they are then repeated and get the same verdicts. */
  answered(sends: readonly StoredSend[]): Promise<void>;
  /** Replaces the lane: its sends go on under a new outbox id from number 1. Durable when it resolves. */
  restart(conversation: ConversationId, lane: OutboxLane): Promise<void>;
  /** Keeps a send that was finally refused, for the user to see. */
  saveFailed(failed: FailedSend): Promise<void>;
  /** Forgets it, if it is kept here. */
  forgetFailed(clientMessageId: string): Promise<void>;
}

/** All that an outbox holds. */
export interface OutboxContents {
  /** Its id: 32 hexadecimal digits, made together with the store, never shared by two. */
  readonly outbox: string;
  readonly lanes: readonly OutboxLane[];
  readonly failed: readonly FailedSend[];
}

/** The sends of one conversation. */
export interface OutboxLane {
  readonly conversation: ConversationId;
  /** The id under which they are numbered; the outbox's, or a new one after {@link OutboxStore.restart}. */
  readonly outbox: string;
  /** The last number that was given. */
  readonly lastNumber: number;
  readonly unanswered: readonly StoredSend[];
}

/** A numbered send, or change of a message; number, id and what it says belong together for ever. */
export interface StoredSend {
  readonly conversation: ConversationId;
  /** The peer of a DIRECT conversation. */
  readonly user: UserId | undefined;
  readonly outbox: string;
  readonly number: number;
  readonly clientMessageId: string;
  /** What is sent; undefined when it forwards or changes something. */
  readonly content: SendableContent | undefined;
  /** What it answers. */
  readonly replyTo: ReplyPreview | undefined;
  readonly forward: StoredForward | undefined;
  readonly change: StoredChange | undefined;
  /** By this device's clock, milliseconds since the Unix epoch. */
  readonly writtenAt: number;
}

/** Messages that are to be copied. */
export interface StoredForward {
  readonly conversation: ConversationId;
  readonly seqs: readonly number[];
  readonly merged: boolean;
  readonly title: string;
  /** What is shown until the server's copy comes. */
  readonly preview: Pick<Message, 'content' | 'forwardedFrom'>;
}

/** A change of the message at `target`. */
export interface StoredChange {
  readonly target: number;
  readonly change: MessageChange;
}

/** A send that was finally refused. */
export interface FailedSend {
  readonly send: StoredSend;
  readonly code: string;
  readonly detail: string;
}

import type {
  ChangeResult,
  Conversation,
  ConversationEvents,
  ConversationSnapshot,
  Message,
  SendResult,
  Uploader,
  UserId,
} from '../api.js';
import type { Position, SeqRange, StoredItem, StoredSend, StoredSettings } from '../store/store.js';
import type { ChangeEvent } from '../wire/changes.js';
import type { RestMessages } from '../rest/rest-messages.js';
import type { Hiding } from './hidden-seqs.js';
import type { HistoryReader } from './history-reader.js';
import type { LiveConversation } from './live-conversation.js';
import type { Marks } from './marks.js';
import type { SavedDrafts } from './saved-drafts.js';
import type { SettingsChanges } from './settings-changes.js';

/** What a conversation tells that the client tells, too. */
export type Told = Pick<
  ConversationEvents,
  'message' | 'messageChanged' | 'changeFailed' | 'pinsChanged' | 'event' | 'readReceipt' | 'draftSaved' | 'typing'
>;

/** A message that may be kept changed, or messages that may be kept were hidden. */
export type KeptChange = ChangeEvent | Hiding;

/** What the user wrote: one of content, forward and change. */
export type Written = Pick<StoredSend, 'content' | 'replyTo' | 'forward' | 'change'>;

/** What a conversation needs of the client. */
export interface ConversationHost {
  readonly self: UserId;
  readonly onFault: (fault: unknown) => void;
  /** Something to keep; `items` are new. */
  keep(conversation: LiveConversation, items: readonly StoredItem[]): void;
  keepChange(conversation: LiveConversation, change: KeptChange): void;
  /** The snapshot or the timeline is out of date. */
  changed(conversation: LiveConversation): void;
  told<Name extends keyof Told>(name: Name, event: Told[Name]): void;
  /** Only the server knows how the group is now. */
  lacksEntry(conversation: LiveConversation): void;
  readonly history: HistoryReader;
  send(conversation: LiveConversation, written: Written): Promise<SendResult>;
  change(conversation: LiveConversation, written: Written): Promise<ChangeResult>;
  /** The one of this client; throws for one of another. */
  live(conversation: Conversation): LiveConversation;
  readonly messages: RestMessages;
  /** Undefined: the application has told none. */
  readonly upload: Uploader | undefined;
  readonly drafts: SavedDrafts;
  readonly settings: SettingsChanges;
  readonly marks: Marks;
  retry(conversation: LiveConversation, failed: Message): Promise<SendResult>;
  discard(failed: Message): void;
  typing(conversation: LiveConversation): void;
}

/** Older items, the position before the first of them, and whether that is where the conversation begins. */
export interface OlderItems {
  readonly items: readonly StoredItem[];
  /** Changes that stand among them, of whatever message. */
  readonly changes: readonly ChangeEvent[];
  readonly from: Position;
  readonly complete: boolean;
}

/** A stretch of a conversation: all items after a position up to another. */
export interface Stretch {
  readonly items: readonly StoredItem[];
  /** Changes that stand among them, of whatever message. */
  readonly changes: readonly ChangeEvent[];
  readonly from: Position;
  readonly until: Position;
}

/** The server's view of a conversation. */
export interface ServerEntry {
  readonly lastSeq: number;
  readonly lastMessage: Message | undefined;
  readonly unreadCount: number;
  readonly unreadMentionCount: number;
  readonly readSeq: number;
  readonly peerReadSeq: number;
  readonly deliveredSeq: number;
  readonly peerDeliveredSeq: number;
  readonly settings: StoredSettings | undefined;
  /** What the user has hidden from themselves. */
  readonly hidden: readonly SeqRange[];
  readonly group: ConversationSnapshot['group'];
}

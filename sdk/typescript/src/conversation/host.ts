import type { ConversationEvents, ConversationSnapshot, Message, SendResult, UserId } from '../api.js';
import type { Position, StoredItem } from '../store/store.js';
import type { LiveConversation } from './live-conversation.js';

/** What a conversation tells that the client tells, too. */
export type Told = Pick<ConversationEvents, 'message' | 'messageChanged' | 'event' | 'typing'>;

/** What a conversation needs of the client. */
export interface ConversationHost {
  readonly self: UserId;
  readonly onFault: (fault: unknown) => void;
  /** Something to keep; `items` are new. */
  keep(conversation: LiveConversation, items: readonly StoredItem[]): void;
  /** The snapshot or the timeline is out of date. */
  changed(conversation: LiveConversation): void;
  told<Name extends keyof Told>(name: Name, event: Told[Name]): void;
  /** Only the server knows how the group is now. */
  lacksEntry(conversation: LiveConversation): void;
  /** Items below a position. */
  readOlder(conversation: LiveConversation, below: Position, count: number): Promise<OlderItems>;
  send(conversation: LiveConversation, text: string): Promise<SendResult>;
  retry(conversation: LiveConversation, failed: Message): Promise<SendResult>;
  discard(failed: Message): void;
  markRead(conversation: LiveConversation, seq: number): void;
  typing(conversation: LiveConversation): void;
}

/** Older items, the position before the first of them, and whether that is where the conversation begins. */
export interface OlderItems {
  readonly items: readonly StoredItem[];
  readonly from: Position;
  readonly complete: boolean;
}

/** The server's view of a conversation. */
export interface ServerEntry {
  readonly lastSeq: number;
  readonly lastMessage: Message | undefined;
  readonly unreadCount: number;
  readonly readSeq: number;
  readonly peerReadSeq: number;
  readonly group: ConversationSnapshot['group'];
}

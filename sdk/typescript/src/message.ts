/**
 * The public API of messages: what they say, what happened to them, what is sent.
 *
 * @module
 */
import type { ConversationId, UserId } from './api.js';

/** A message. */
export interface Message {
  readonly type: 'message';
  /** Unique in the conversation and the same from the first keystroke to the last sync: for a renderer's lists. */
  readonly key: string;
  readonly conversation: ConversationId;
  /** Position among all items; undefined until the server has accepted it. */
  readonly seq: number | undefined;
  /** Position among messages; undefined until the server has accepted it. */
  readonly ordinal: number | undefined;
  readonly sender: UserId;
  readonly clientMessageId: string;
  /** When the server took it; by this device's clock until then. */
  readonly sentAt: Date;
  /** As it is now; `deleted` when it was deleted for all. */
  readonly content: MessageContent;
  readonly status: MessageStatus;
  /** Why it failed; a {@link WarblerError}'s code and text. */
  readonly failure: { readonly code: string; readonly detail: string } | undefined;
  /** What it answers; undefined when it answers nothing. */
  readonly replyTo: ReplyPreview | undefined;
  /** Where it was forwarded from; undefined unless it was. */
  readonly forwardedFrom: ForwardedFrom | undefined;
  /** What happened to it since it was sent. */
  readonly changes: MessageChanges;
  /** This client's own changes that have no verdict yet; `content` and `changes` show them already. */
  readonly pendingChanges: readonly MessageChange[];
}

/** Which messages of a conversation are looked for; what is absent does not matter. */
export interface MessageQuery {
  readonly sender?: UserId;
  readonly kind?: Exclude<MessageContent['kind'], 'deleted' | 'hidden' | 'lost' | 'unsupported'>;
  /** Sent at this time or later. */
  readonly sentAfter?: Date;
  /** Sent before this time. */
  readonly sentBefore?: Date;
}

/** A member's reaction. */
export interface Reactor {
  readonly user: UserId;
  readonly reaction: string;
}

/** How far a message came among those that it was addressed to: members when it was sent who still are, without its sender. */
export interface MessageReaders {
  /** Who has read it, in the order of their ids. */
  readonly readers: readonly UserId[];
  readonly addressedCount: number;
  /** How many have it on a device, or have read it; in groups no more than readers while that would name somebody. */
  readonly deliveredCount: number;
}

/** What a message said, and since when. */
export interface MessageVersion {
  /** Of the message itself, or of the edit. */
  readonly seq: number;
  readonly since: Date;
  readonly content: MessageContent;
}

/** A member has read up to a message. */
export interface ReadReceipt {
  readonly conversation: ConversationId;
  readonly user: UserId;
  readonly seq: number;
}

/** How a message was changed since it was sent. */
export interface MessageChanges {
  /** The last change that is in here; 0: it was never changed. */
  readonly seq: number;
  readonly editCount: number;
  /** When it was last edited; undefined: never. */
  readonly editedAt: Date | undefined;
  /** Undefined unless it was deleted for all. */
  readonly deletion: { readonly actor: UserId; readonly deletedAt: Date } | undefined;
  /** In the order of the first of each kind; the most frequent 20. */
  readonly reactions: readonly Reaction[];
  readonly pinned: boolean;
  /** Of a poll; undefined while nobody voted in it or closed it. */
  readonly poll?: PollResult | undefined;
}

/** What became of a poll. */
export interface PollResult extends PollTally {
  /** Places of the options that the user chose, rising; empty: the user did not vote. */
  readonly mine: readonly number[];
  /** When a member closed it; undefined: none did. It may be over by `closesAt` as well. */
  readonly closedAt: Date | undefined;
  readonly closedBy: UserId | undefined;
}

/** How a poll stands. */
export interface PollTally {
  /** How many members chose each option, in the order of the options; empty: nobody voted. */
  readonly counts: readonly number[];
  /** How many members voted. */
  readonly voterCount: number;
}

/** Who voted in a poll, and for what. */
export interface PollVoter {
  readonly user: UserId;
  /** Places of options, rising. */
  readonly options: readonly number[];
}

/** Members who reacted in the same way. */
export interface Reaction {
  /** An emoji or another short word. */
  readonly reaction: string;
  readonly count: number;
  /** The user is one of them. */
  readonly mine: boolean;
}

/** A change of one message. */
export type MessageChange =
  | { readonly kind: 'edited'; readonly content: MessageContent }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'reaction-added'; readonly reaction: string }
  | { readonly kind: 'reaction-removed'; readonly reaction: string }
  | { readonly kind: 'pinned' }
  | { readonly kind: 'unpinned' }
  /** `options`: what the actor chooses from now on; empty also when nobody is told. No `tally`: a vote of this client. */
  | { readonly kind: 'poll-voted'; readonly options: readonly number[]; readonly tally?: PollTally | undefined }
  | { readonly kind: 'poll-closed' };

/** What became of a change of a message. */
export type ChangeResult =
  /** Durable on the server; also when it was so already. */
  | { readonly status: 'done' }
  /** Refused for good: the message shows what it showed before. */
  | { readonly status: 'failed'; readonly code: string; readonly detail: string }
  /** The client was closed before the verdict; the change goes on when the store is opened again. */
  | { readonly status: 'kept' };

/** A change of this client that was refused, and is not shown any more. */
export interface ChangeFailure {
  readonly conversation: ConversationId;
  /** The message. */
  readonly seq: number;
  readonly change: MessageChange;
  readonly code: string;
  readonly detail: string;
}

/** The message that another one answers, as the user may see it. */
export interface ReplyPreview {
  readonly seq: number;
  /** Empty: it is not known, or not for the user to see. */
  readonly sender: UserId;
  readonly kind: MessageContent['kind'];
  /** The beginning of its text, caption or name; empty when there is none. */
  readonly text: string;
}

/** Where a copied message came from; what was forwarded again keeps its first origin. */
export interface ForwardedFrom {
  readonly sender: UserId;
  readonly sentAt: Date;
}

/**
 * What a message says. Everything in it was chosen by its sender: show text as text, and load nothing from an address
 * unless the user asks for it. `fallbackOf` gives words for every kind.
 */
export type MessageContent =
  | TextContent
  | ImageContent
  | VideoContent
  | FileContent
  | VoiceContent
  | LocationContent
  | ContactContent
  | CustomContent
  | BundleContent
  | PollContent
  /** Deleted for all; nothing of it is kept. */
  | { readonly kind: 'deleted' }
  /** The user has hidden it from themselves; stands in no timeline, and nothing of it is kept. */
  | { readonly kind: 'hidden' }
  /** A position whose record the server lost before anyone was told of it. */
  | { readonly kind: 'lost' }
  /** A kind that this client does not know: show "not supported by this client". */
  | { readonly kind: 'unsupported' };

/** What can be sent; bundles are made by forwarding. */
export type SendableContent =
  | TextContent
  | ImageContent
  | VideoContent
  | FileContent
  | VoiceContent
  | LocationContent
  | ContactContent
  | CustomContent
  | PollContent;

export interface TextContent {
  readonly kind: 'text';
  readonly text: string;
  /** Rising by offset; they may overlap. */
  readonly spans: readonly Span[];
}

/**
 * A style of a part of a text, or what that part stands for. Offsets count UTF-16 code units, as JavaScript's strings do,
 * and lie inside of the text.
 */
export type Span = { readonly offset: number; readonly length: number } & (
  | { readonly style: PlainStyle }
  /** `http` or `https`. */
  | { readonly style: 'link'; readonly url: string }
  | { readonly style: 'mention'; readonly user: UserId }
);

/** Styles that need nothing more; `mention-all` names every member of a group. */
export type PlainStyle = 'bold' | 'italic' | 'code' | 'pre' | 'spoiler' | 'strikethrough' | 'mention-all';

/** Where the bytes of an attachment are said to be, and what they are said to be. Nobody has checked. */
export interface Blob {
  /** An id of an attachment store; undefined when there is an address. */
  readonly id: string | undefined;
  /** An `https` address of the sender's choice. */
  readonly url: string | undefined;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** May be empty. */
  readonly fileName: string;
}

export interface ImageContent extends Pictured {
  readonly kind: 'image';
}

export interface VideoContent extends Pictured {
  readonly kind: 'video';
  /** 0: unknown. */
  readonly durationMs: number;
}

export interface FileContent extends Captioned {
  readonly kind: 'file';
  readonly blob: Blob;
}

export interface VoiceContent {
  readonly kind: 'voice';
  readonly blob: Blob;
  readonly durationMs: number;
  /** Loudness over time, one step per byte; may be empty. */
  readonly waveform: Uint8Array;
}

export interface LocationContent {
  readonly kind: 'location';
  /** Degrees, north is positive. */
  readonly latitude: number;
  /** Degrees, east is positive. */
  readonly longitude: number;
  /** 0: unknown. */
  readonly accuracyMetres: number;
  readonly name: string;
  readonly address: string;
}

export interface ContactContent {
  readonly kind: 'contact';
  readonly name: string;
  /** A user of this server; undefined: none. */
  readonly user: UserId | undefined;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

/** What only some applications understand; others show `fallback`. */
export interface CustomContent {
  readonly kind: 'custom';
  /** Such as `com.example.order`. */
  readonly type: string;
  /** A JSON text, or anything. */
  readonly payload: string | Uint8Array;
  readonly fallback: string;
}

/** Messages of one conversation, forwarded as one. */
export interface BundleContent {
  readonly kind: 'bundle';
  /** May be empty. */
  readonly title: string;
  readonly messages: readonly BundledMessage[];
}

/** A question with answers to choose from; what members chose stands in {@link MessageChanges.poll}. */
export interface PollContent {
  readonly kind: 'poll';
  /** 1 to 255 characters. */
  readonly question: string;
  /** 2 to 20, each 1 to 100 characters, no two alike. */
  readonly options: readonly string[];
  /** A member may choose several. */
  readonly multiple: boolean;
  /** Nobody is told who voted. */
  readonly anonymous: boolean;
  /** From then on nobody votes; undefined: until it is closed. */
  readonly closesAt: Date | undefined;
}

/** One message of a bundle, as it was when it was forwarded. */
export interface BundledMessage {
  readonly sender: UserId;
  readonly sentAt: Date;
  readonly content: MessageContent;
}

interface Captioned {
  /** May be empty. */
  readonly caption: string;
  /** Styles of the caption. */
  readonly spans: readonly Span[];
}

interface Pictured extends Captioned {
  readonly blob: Blob;
  /** In pixels; 0: unknown. */
  readonly width: number;
  readonly height: number;
  /** BlurHash or ThumbHash; may be empty. */
  readonly previewHash: string;
}

/**
 * How far a message has come.
 *
 * - `received`: of another user
 * - `sending`: of this client, no verdict yet; also while offline
 * - `sent`: durable on the server, every member finds it
 * - `delivered`: of a DIRECT conversation, and a device of the peer has it
 * - `read`: of a DIRECT conversation, and the peer's marker has passed it
 * - `failed`: finally refused; it never appears for anybody
 */
export type MessageStatus = 'received' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

/** What the user wants to send. */
export type Draft = TextDraft | ({ readonly content: SendableContent } & Pick<SendOptions, 'replyTo'>);

/** A text to be sent. */
export interface TextDraft extends SendOptions {
  /** 1 character at least, 65,532 bytes of UTF-8 at most. */
  readonly text: string;
}

/** What a text may carry. */
export interface SendOptions {
  /** The seq of the message of the same conversation that this one answers. */
  readonly replyTo?: number | undefined;
  /** Styles and mentions, at most 100, mentions of at most 50 users. */
  readonly spans?: readonly Span[] | undefined;
  /** Mentions, in short. */
  readonly mentions?: readonly Mention[] | undefined;
}

/** A part of a text that names a user. */
export interface Mention {
  readonly offset: number;
  readonly length: number;
  readonly user: UserId;
}

/** How messages are forwarded. */
export interface ForwardOptions {
  /** As one bundle; needed for more than one message. */
  readonly merged?: boolean;
  /** Of the bundle, at most 100 characters. */
  readonly title?: string;
}

/** A pinned message. */
export interface PinnedMessage {
  readonly message: Message;
  readonly pinnedBy: UserId;
  readonly pinnedAt: Date;
}

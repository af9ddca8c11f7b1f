/**
 * The public API of groups: what they are, who may do what, what happens in them.
 *
 * @module
 */
import type { ConversationId, UserId } from './api.js';

/** A role in a group. */
export type GroupRole = 'owner' | 'admin' | 'member';
/** To whom something is open. */
export type GroupAudience = 'everyone' | 'admins';

/** Who comes in by an invite: whoever holds one, who is approved, the same after an answer to a question, nobody. */
export type GroupJoinPolicy = 'open' | 'approval' | 'question' | 'closed';
/** What became of a request to join; undefined where there is none. */
export type JoinRequestState = 'open' | 'approved' | 'declined' | 'withdrawn';

/** What became of a request of the user to join a group. */
export interface JoinRequestChange {
  readonly conversation: ConversationId;
  readonly state: JoinRequestState;
  readonly changedAt: Date;
}

/** A way into a group for whoever holds its link. */
export interface Invite {
  readonly id: number;
  readonly creator: UserId;
  readonly madeAt: Date;
  /** Undefined: never. */
  readonly expiresAt: Date | undefined;
  /** So many may join or ask by it; 0: any number. */
  readonly maxUses: number;
  readonly uses: number;
}

/** What an invite is good for. */
export interface InviteTerms {
  readonly expiresAt?: Date;
  /** At most 100,000; 0: any number. */
  readonly maxUses?: number;
}

/** An invite that was made. */
export interface MadeInvite {
  readonly invite: Invite;
  /** `warbler:CONVERSATION/join/TOKEN`; undefined when the first answer was lost: revoke it and make another. */
  readonly link: string | undefined;
}

/** What the holder of an invite sees of a group. */
export interface GroupPreview {
  readonly conversation: ConversationId;
  readonly title: string;
  readonly avatar: string;
  readonly memberCount: number;
  readonly joinPolicy: GroupJoinPolicy;
  /** Empty: none. */
  readonly joinQuestion: string;
  /** The user is one already. */
  readonly member: boolean;
  /** What became of the user's last request. */
  readonly request: JoinRequestState | undefined;
}

/** A request to join that waits. */
export interface JoinRequest {
  readonly user: UserId;
  readonly askedAt: Date;
  /** To the group's question; may be empty. */
  readonly answer: string;
}

/** A text on top of a group. */
export interface Announcement {
  readonly text: string;
  readonly actor: UserId;
  readonly setAt: Date;
}

/** A group to be. */
export interface GroupDraft {
  /** 1 to 100 characters. */
  readonly title: string;
  /** At most 1,000 characters. */
  readonly description?: string;
  /** At most 255 characters. */
  readonly avatar?: string;
  /** Friends, at most 100. */
  readonly members?: readonly UserId[];
  readonly settings?: Partial<GroupSettings>;
  /** Makes a channel: owner and admins write, everybody else reads, reacts and votes. */
  readonly channel?: boolean;
}

/** Rules that a group gave itself. */
export interface GroupSettings {
  readonly maySend: GroupAudience;
  readonly mayInvite: GroupAudience;
  readonly mayEditInfo: GroupAudience;
  readonly mayPin: GroupAudience;
  readonly mayMentionAll: GroupAudience;
  /** From where members may read. */
  readonly history: 'from-join' | 'from-start';
  /** A member may send one message in so many seconds; 0: no limit. */
  readonly slowModeSeconds: number;
  readonly joinPolicy: GroupJoinPolicy;
  /** At most 200 characters; not empty under `question`. */
  readonly joinQuestion: string;
}

/** What a group says about itself. */
export interface GroupInfo {
  readonly title: string;
  readonly description: string;
  readonly avatar: string;
}

/** The user's view of a group; a former member sees it as it was when they left. */
export interface GroupView extends GroupInfo {
  readonly settings: GroupSettings;
  readonly memberCount: number;
  /** Undefined: no member any more. */
  readonly role: GroupRole | undefined;
  /** The user may not send before. */
  readonly mutedUntil: Date | undefined;
  /** The event that made the user a member. */
  readonly joinedSeq: number;
  /** The event that ended the membership; 0 for a member. */
  readonly leftSeq: number;
  readonly dissolved: boolean;
  /** What stands on top of it. */
  readonly announcement: Announcement | undefined;
}

/** A member of a group. */
export interface GroupMember {
  readonly user: UserId;
  readonly role: GroupRole;
  readonly joinedSeq: number;
  readonly mutedUntil: Date | undefined;
}

/**
 * What members do with a group; docs/protocol.md has who may what. A change resolves when it has its place in the log,
 * is repeated under one key until there is a verdict, and rejects with a {@link WarblerError}.
 */
export interface Group {
  /** All members, in the order of their ids; those of a channel are for owner and admins. */
  members(): Promise<readonly GroupMember[]>;
  /** Adds a friend. */
  add(user: UserId): Promise<void>;
  remove(user: UserId): Promise<void>;
  leave(): Promise<void>;
  setRole(user: UserId, role: 'admin' | 'member'): Promise<void>;
  /** `until` undefined ends it. */
  mute(user: UserId, until: Date | undefined): Promise<void>;
  ban(user: UserId): Promise<void>;
  unban(user: UserId): Promise<void>;
  /** Makes another member the owner; the user is an admin then. */
  transfer(user: UserId): Promise<void>;
  updateInfo(change: Partial<GroupInfo>): Promise<void>;
  updateSettings(change: Partial<GroupSettings>): Promise<void>;
  /** Sets what stands on top, at most 2,000 characters; empty: nothing. */
  announce(text: string): Promise<void>;
  /** Makes a way in. */
  invite(terms?: InviteTerms): Promise<MadeInvite>;
  /** All that were not revoked. */
  invites(): Promise<readonly Invite[]>;
  revokeInvite(id: number): Promise<void>;
  /** All that wait, in the order of the ids of who asks. */
  joinRequests(): Promise<readonly JoinRequest[]>;
  /** Lets in who asked. */
  approve(user: UserId): Promise<void>;
  /** Does not let in who asked; they may ask again. */
  decline(user: UserId): Promise<void>;
  /** Ends the group for good. */
  dissolve(): Promise<void>;
  /** What the user may do now, by role and settings; the server decides in the end. */
  may(permission: GroupPermission): boolean;
}

/** What a role can allow; the table is in docs/protocol.md. */
export type GroupPermission =
  | 'send'
  | 'react'
  | 'see-members'
  | 'pin'
  | 'mention-all'
  | 'delete-messages'
  | 'invite'
  | 'edit-info'
  | 'edit-settings'
  | 'manage-invites'
  | 'approve'
  | 'remove'
  | 'ban'
  | 'mute'
  | 'set-role'
  | 'transfer'
  | 'dissolve'
  | 'leave';

/** Something that happened in a group and is no message. */
export interface GroupEvent {
  readonly type: 'event';
  readonly key: string;
  readonly conversation: ConversationId;
  readonly seq: number;
  /** Messages before it. */
  readonly ordinal: number;
  readonly actor: UserId;
  readonly happenedAt: Date;
  readonly change: GroupChange;
  /** Members after it. */
  readonly memberCount: number;
}

/** What took effect in a group. */
export type GroupChange =
  | {
      readonly kind: 'created';
      readonly info: GroupInfo;
      readonly settings: GroupSettings;
      readonly members: readonly UserId[];
    }
  | { readonly kind: 'members-added'; readonly users: readonly UserId[] }
  | { readonly kind: 'member-removed'; readonly user: UserId }
  | { readonly kind: 'member-left' }
  | { readonly kind: 'member-banned'; readonly user: UserId }
  | { readonly kind: 'member-unbanned'; readonly user: UserId }
  | { readonly kind: 'role-set'; readonly user: UserId; readonly role: GroupRole }
  | { readonly kind: 'ownership-transferred'; readonly user: UserId }
  | { readonly kind: 'info-set'; readonly info: GroupInfo }
  | { readonly kind: 'settings-set'; readonly settings: GroupSettings }
  /** `until` undefined: they may send again. */
  | { readonly kind: 'member-muted'; readonly user: UserId; readonly until: Date | undefined }
  | { readonly kind: 'dissolved' }
  | { readonly kind: 'member-joined' }
  /** For owner and admins, as are those below but for `join-approved` and `announcement-set`. */
  | { readonly kind: 'join-requested'; readonly answer: string }
  | { readonly kind: 'join-approved'; readonly user: UserId }
  | { readonly kind: 'join-declined'; readonly user: UserId }
  | { readonly kind: 'join-withdrawn' }
  | { readonly kind: 'invite-created' }
  | { readonly kind: 'invite-revoked' }
  /** Empty: nothing stands on top any more. */
  | { readonly kind: 'announcement-set'; readonly text: string }
  /** A change that this client does not know. */
  | { readonly kind: 'unsupported' };

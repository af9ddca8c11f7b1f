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
  /** All members, in the order of their ids. */
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
  /** Ends the group for good. */
  dissolve(): Promise<void>;
  /** What the user may do now, by role and settings; the server decides in the end. */
  may(permission: GroupPermission): boolean;
}

/** What a role can allow; the table is in docs/protocol.md. */
export type GroupPermission =
  | 'send'
  | 'pin'
  | 'mention-all'
  | 'delete-messages'
  | 'invite'
  | 'edit-info'
  | 'edit-settings'
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
  /** A change that this client does not know. */
  | { readonly kind: 'unsupported' };

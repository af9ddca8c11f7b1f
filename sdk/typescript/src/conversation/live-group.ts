import type {
  Group,
  GroupInfo,
  GroupMember,
  GroupPermission,
  GroupRole,
  GroupSettings,
  Invite,
  InviteTerms,
  JoinRequest,
  MadeInvite,
  UserId,
} from '../api.js';
import type { RestGroups } from '../rest/rest-groups.js';
import type { LiveConversation } from './live-conversation.js';

/** docs/protocol.md#roles; `setting`: for members as the group's settings say. */
const PERMISSIONS: Readonly<Record<GroupPermission, readonly (GroupRole | 'setting')[]>> = {
  send: ['owner', 'admin', 'setting'],
  react: ['owner', 'admin', 'setting'],
  'see-members': ['owner', 'admin', 'member'],
  pin: ['owner', 'admin', 'setting'],
  'mention-all': ['owner', 'admin', 'setting'],
  'delete-messages': ['owner', 'admin'],
  invite: ['owner', 'admin', 'setting'],
  'edit-info': ['owner', 'admin', 'setting'],
  'edit-settings': ['owner', 'admin'],
  'manage-invites': ['owner', 'admin'],
  approve: ['owner', 'admin'],
  remove: ['owner', 'admin'],
  ban: ['owner', 'admin'],
  mute: ['owner', 'admin'],
  'set-role': ['owner'],
  transfer: ['owner'],
  dissolve: ['owner'],
  leave: ['admin', 'member'],
};

/** What members of a channel may do beside reading; no setting adds to it. */
const READER: readonly GroupPermission[] = ['react', 'leave'];

/** What members do with one group. */
export class LiveGroup implements Group {
  constructor(
    private readonly conversation: LiveConversation,
    private readonly rest: RestGroups,
    private readonly self: UserId,
  ) {}

  members(): Promise<readonly GroupMember[]> {
    return this.rest.members(this.conversation.id);
  }

  add(user: UserId): Promise<void> {
    return this.rest.add(this.conversation.id, user);
  }

  remove(user: UserId): Promise<void> {
    return this.rest.remove(this.conversation.id, user);
  }

  leave(): Promise<void> {
    return this.rest.remove(this.conversation.id, this.self);
  }

  setRole(user: UserId, role: 'admin' | 'member'): Promise<void> {
    return this.rest.setRole(this.conversation.id, user, role);
  }

  mute(user: UserId, until: Date | undefined): Promise<void> {
    return this.rest.mute(this.conversation.id, user, until);
  }

  ban(user: UserId): Promise<void> {
    return this.rest.ban(this.conversation.id, user);
  }

  unban(user: UserId): Promise<void> {
    return this.rest.unban(this.conversation.id, user);
  }

  transfer(user: UserId): Promise<void> {
    return this.rest.transfer(this.conversation.id, user);
  }

  updateInfo(change: Partial<GroupInfo>): Promise<void> {
    return this.rest.updateInfo(this.conversation.id, change);
  }

  updateSettings(change: Partial<GroupSettings>): Promise<void> {
    return this.rest.updateSettings(this.conversation.id, change);
  }

  announce(text: string): Promise<void> {
    return this.rest.announce(this.conversation.id, text);
  }

  invite(terms: InviteTerms = {}): Promise<MadeInvite> {
    return this.rest.invites.make(this.conversation.id, terms);
  }

  invites(): Promise<readonly Invite[]> {
    return this.rest.invites.list(this.conversation.id);
  }

  revokeInvite(id: number): Promise<void> {
    return this.rest.invites.revoke(this.conversation.id, id);
  }

  joinRequests(): Promise<readonly JoinRequest[]> {
    return this.rest.invites.requests(this.conversation.id);
  }

  approve(user: UserId): Promise<void> {
    return this.rest.invites.approve(this.conversation.id, user);
  }

  decline(user: UserId): Promise<void> {
    return this.rest.invites.decline(this.conversation.id, user);
  }

  dissolve(): Promise<void> {
    return this.rest.dissolve(this.conversation.id);
  }

  may(permission: GroupPermission): boolean {
    const view = this.conversation.snapshot.group;
    if (view?.role === undefined || view.dissolved) {
      return false;
    }
    const isMuted = view.mutedUntil !== undefined && view.mutedUntil.getTime() > Date.now();
    if (isMuted && ['send', 'react', 'pin'].includes(permission)) {
      return false;
    }
    if (this.conversation.isChannel && view.role === 'member') {
      return READER.includes(permission);
    }
    const allowed = PERMISSIONS[permission];
    return allowed.includes(view.role) || (allowed.includes('setting') && isOpen(permission, view.settings));
  }
}

function isOpen(permission: GroupPermission, settings: GroupSettings): boolean {
  switch (permission) {
    case 'send':
    case 'react':
      return settings.maySend === 'everyone';
    case 'invite':
      return settings.mayInvite === 'everyone';
    case 'pin':
      return settings.mayPin === 'everyone';
    case 'mention-all':
      return settings.mayMentionAll === 'everyone';
    case 'edit-info':
      return settings.mayEditInfo === 'everyone';
    default:
      return false;
  }
}

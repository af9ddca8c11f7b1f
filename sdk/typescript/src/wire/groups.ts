import type {
  GroupAudience,
  GroupChange,
  GroupInfo,
  GroupJoinPolicy,
  GroupRole,
  GroupSettings,
  GroupView,
  JoinRequestChange,
  JoinRequestState,
} from '../api.js';
import * as wire from './generated.js';
import { timeOrNone, toTime } from './times.js';

export function toGroupView(view: wire.GroupView): GroupView {
  return {
    ...toInfo(view.info),
    settings: toSettings(view.settings),
    memberCount: view.memberCount,
    role: toRole(view.role),
    mutedUntil: timeOrNone(view.mutedUntilMs),
    joinedSeq: Number(view.joinedSeq),
    leftSeq: Number(view.leftSeq),
    dissolved: view.dissolved,
    announcement:
      view.announcement === undefined
        ? undefined
        : {
            text: view.announcement.text,
            actor: view.announcement.actor,
            setAt: toTime(view.announcement.setAtMs),
          },
  };
}

const JOIN_REQUEST_STATES: Readonly<Record<number, JoinRequestState>> = {
  [wire.JoinRequestState.OPEN]: 'open',
  [wire.JoinRequestState.APPROVED]: 'approved',
  [wire.JoinRequestState.DECLINED]: 'declined',
  [wire.JoinRequestState.WITHDRAWN]: 'withdrawn',
};

/** Undefined: it became something that this client does not know. */
export function toJoinRequestChange(frame: wire.JoinRequestChanged): JoinRequestChange | undefined {
  const { conversation, state, changedAtMs } = frame;
  const known = JOIN_REQUEST_STATES[state];
  return known && { conversation, state: known, changedAt: toTime(changedAtMs) };
}

export function toGroupChange(what: wire.GroupChange['what'] | undefined): GroupChange {
  switch (what?.case) {
    case 'created': {
      const { info, settings, members } = what.value;
      return { kind: 'created', info: toInfo(info), settings: toSettings(settings), members };
    }
    case 'membersAdded':
      return { kind: 'members-added', users: what.value.users };
    case 'memberRemoved':
      return { kind: 'member-removed', user: what.value.user };
    case 'memberLeft':
      return { kind: 'member-left' };
    case 'memberBanned':
      return { kind: 'member-banned', user: what.value.user };
    case 'memberUnbanned':
      return { kind: 'member-unbanned', user: what.value.user };
    case 'roleSet':
      return { kind: 'role-set', user: what.value.user, role: toRole(what.value.role) ?? 'member' };
    case 'ownershipTransferred':
      return { kind: 'ownership-transferred', user: what.value.user };
    case 'infoSet':
      return { kind: 'info-set', info: toInfo(what.value) };
    case 'settingsSet':
      return { kind: 'settings-set', settings: toSettings(what.value) };
    case 'memberMuted':
      return { kind: 'member-muted', user: what.value.user, until: timeOrNone(what.value.untilMs) };
    case 'dissolved':
      return { kind: 'dissolved' };
    default:
      return toEntryChange(what);
  }
}

/** How people come in, and what stands on top. */
function toEntryChange(what: wire.GroupChange['what'] | undefined): GroupChange {
  switch (what?.case) {
    case 'memberJoined':
      return { kind: 'member-joined' };
    case 'joinRequested':
      return { kind: 'join-requested', answer: what.value.answer };
    case 'joinApproved':
      return { kind: 'join-approved', user: what.value.user };
    case 'joinDeclined':
      return { kind: 'join-declined', user: what.value.user };
    case 'joinWithdrawn':
      return { kind: 'join-withdrawn' };
    case 'inviteCreated':
      return { kind: 'invite-created' };
    case 'inviteRevoked':
      return { kind: 'invite-revoked' };
    case 'announcementSet':
      return { kind: 'announcement-set', text: what.value.text };
    default:
      return { kind: 'unsupported' };
  }
}

function toInfo(info: wire.GroupInfo | wire.InfoSet | undefined): GroupInfo {
  return { title: info?.title ?? '', description: info?.description ?? '', avatar: info?.avatar ?? '' };
}

function toSettings(settings: wire.GroupSettings | wire.SettingsSet | undefined): GroupSettings {
  return {
    maySend: toAudience(settings?.maySend, 'everyone'),
    mayInvite: toAudience(settings?.mayInvite, 'admins'),
    mayEditInfo: toAudience(settings?.mayEditInfo, 'admins'),
    mayPin: toAudience(settings?.mayPin, 'admins'),
    mayMentionAll: toAudience(settings?.mayMentionAll, 'admins'),
    history: settings?.history === wire.GroupHistory.FROM_START ? 'from-start' : 'from-join',
    slowModeSeconds: settings?.slowModeSeconds ?? 0,
    ...toEntry(settings),
  };
}

function toEntry(
  settings: wire.GroupSettings | wire.SettingsSet | undefined,
): Pick<GroupSettings, 'joinPolicy' | 'joinQuestion'> {
  return { joinPolicy: toJoinPolicy(settings?.joinPolicy), joinQuestion: settings?.joinQuestion ?? '' };
}

function toJoinPolicy(policy: wire.GroupJoinPolicy | undefined): GroupJoinPolicy {
  switch (policy) {
    case wire.GroupJoinPolicy.OPEN:
      return 'open';
    case wire.GroupJoinPolicy.QUESTION:
      return 'question';
    case wire.GroupJoinPolicy.CLOSED:
      return 'closed';
    default:
      return 'approval';
  }
}

function toAudience(audience: wire.GroupAudience | undefined, unsaid: GroupAudience): GroupAudience {
  switch (audience) {
    case wire.GroupAudience.ADMINS:
      return 'admins';
    case wire.GroupAudience.EVERYONE:
      return 'everyone';
    default:
      return unsaid;
  }
}

function toRole(role: wire.GroupRole): GroupRole | undefined {
  switch (role) {
    case wire.GroupRole.OWNER:
      return 'owner';
    case wire.GroupRole.ADMIN:
      return 'admin';
    case wire.GroupRole.MEMBER:
      return 'member';
    default:
      return undefined;
  }
}

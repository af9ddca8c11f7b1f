import type {
  GroupAudience,
  GroupChange,
  GroupEvent,
  GroupInfo,
  GroupRole,
  GroupSettings,
  GroupView,
  Message,
  MessageChanges,
} from '../api.js';
import type { StoredItem } from '../store/store.js';
import { type ChangeEvent, toChangeEvent } from './changes.js';
import { toContent, toReplyPreview } from './content.js';
import * as wire from './generated.js';

/**
 * A position of a conversation.
 *
 * `ordinal` is that of the last message at or below it; `item` is undefined when there is nothing to show: the event was
 * lost, or is a change of a message.
 */
export interface Place {
  readonly seq: number;
  readonly ordinal: number;
  readonly item: StoredItem | undefined;
  readonly change?: ChangeEvent | undefined;
}

/** The ordinal of the last message below a place. */
export function ordinalBefore(place: Place): number {
  return place.item?.type === 'message' ? place.ordinal - 1 : place.ordinal;
}

/** Messages and events by seq. */
export function mergePlaces(messages: readonly wire.Message[], events: readonly wire.Event[]): Place[] {
  return [...messages.map(placeOfMessage), ...events.map(placeOfEvent)].sort((a, b) => a.seq - b.seq);
}

export function placeOfMessage(message: wire.Message): Place {
  const item = toMessage(message);
  return { seq: Number(message.seq), ordinal: Number(message.ordinal), item };
}

export function placeOfEvent(event: wire.Event): Place {
  const place = { seq: Number(event.seq), ordinal: Number(event.ordinal) };
  if (event.kind === wire.EventKind.MESSAGE_CHANGE) {
    return { ...place, item: undefined, change: toChangeEvent(event) };
  }
  return { ...place, item: event.kind === wire.EventKind.LOST ? undefined : toEvent(event) };
}

/** A message as it stands on the server; its `status` is worked out by the conversation. */
export function toMessage(message: wire.Message): Message {
  return {
    type: 'message',
    key: messageKey(message.sender, message.clientMessageId, Number(message.seq)),
    conversation: message.conversation,
    seq: Number(message.seq),
    ordinal: Number(message.ordinal),
    sender: message.sender,
    clientMessageId: message.clientMessageId,
    sentAt: new Date(Number(message.sentAtMs)),
    content: message.changes?.deletion === undefined ? toContent(message.kind, message.body) : { kind: 'deleted' },
    status: 'received',
    failure: undefined,
    replyTo: message.reply === undefined ? undefined : toReplyPreview(message.reply),
    forwardedFrom:
      message.forwardedFrom === undefined
        ? undefined
        : { sender: message.forwardedFrom.sender, sentAt: new Date(Number(message.forwardedFrom.sentAtMs)) },
    changes: toChanges(message.changes),
    pendingChanges: [],
  };
}

/** Of a message as it was sent. */
export const UNCHANGED: MessageChanges = {
  seq: 0,
  editCount: 0,
  editedAt: undefined,
  deletion: undefined,
  reactions: [],
  pinned: false,
};

function toChanges(changes: wire.MessageChanges | undefined): MessageChanges {
  if (changes === undefined) {
    return UNCHANGED;
  }
  const { deletion } = changes;
  return {
    seq: Number(changes.seq),
    editCount: changes.editCount,
    editedAt: toTime(changes.editedAtMs),
    deletion:
      deletion === undefined ? undefined : { actor: deletion.actor, deletedAt: new Date(Number(deletion.deletedAtMs)) },
    reactions: changes.reactions.map(({ reaction, count, mine }) => ({ reaction, count, mine })),
    pinned: changes.pinned,
  };
}

/** The same for a message on its way and on the server. */
export function messageKey(sender: string, clientMessageId: string, seq: number): string {
  return clientMessageId === '' ? `#${seq}` : `${sender}:${clientMessageId}`;
}

function toEvent(event: wire.Event): GroupEvent {
  return {
    type: 'event',
    key: `#${Number(event.seq)}`,
    conversation: event.conversation,
    seq: Number(event.seq),
    ordinal: Number(event.ordinal),
    actor: event.actor,
    happenedAt: new Date(Number(event.happenedAtMs)),
    change: toChange(event.change?.what),
    memberCount: event.memberCount,
  };
}

function toChange(what: wire.GroupChange['what'] | undefined): GroupChange {
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
      return { kind: 'member-muted', user: what.value.user, until: toTime(what.value.untilMs) };
    case 'dissolved':
      return { kind: 'dissolved' };
    default:
      return { kind: 'unsupported' };
  }
}

export function toGroupView(view: wire.GroupView): GroupView {
  return {
    ...toInfo(view.info),
    settings: toSettings(view.settings),
    memberCount: view.memberCount,
    role: toRole(view.role),
    mutedUntil: toTime(view.mutedUntilMs),
    joinedSeq: Number(view.joinedSeq),
    leftSeq: Number(view.leftSeq),
    dissolved: view.dissolved,
  };
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
  };
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

function toTime(ms: bigint): Date | undefined {
  return ms === 0n ? undefined : new Date(Number(ms));
}

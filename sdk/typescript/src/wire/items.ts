import type {
  GroupAudience,
  GroupChange,
  GroupEvent,
  GroupInfo,
  GroupRole,
  GroupSettings,
  GroupView,
  Message,
  MessageContent,
} from '../api.js';
import type { StoredItem } from '../store/store.js';
import * as wire from './generated.js';

/**
 * A position of a conversation.
 *
 * `ordinal` is that of the last message at or below it; `item` is undefined when there is nothing to tell: the event was
 * lost, or changed a message.
 */
export interface Place {
  readonly seq: number;
  readonly ordinal: number;
  readonly item: StoredItem | undefined;
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
  // changes of messages are not told yet: messages show them when they are read again
  const silent = event.kind === wire.EventKind.LOST || event.kind === wire.EventKind.MESSAGE_CHANGE;
  return { seq: Number(event.seq), ordinal: Number(event.ordinal), item: silent ? undefined : toEvent(event) };
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
    content: toContent(message),
    status: 'received',
    failure: undefined,
  };
}

/** The same for a message on its way and on the server. */
export function messageKey(sender: string, clientMessageId: string, seq: number): string {
  return clientMessageId === '' ? `#${seq}` : `${sender}:${clientMessageId}`;
}

function toContent(message: wire.Message): MessageContent {
  if (message.kind === wire.MessageKind.LOST) {
    return { kind: 'lost' };
  }
  const content = message.body?.content;
  return content?.case === 'text' ? { kind: 'text', text: content.value } : { kind: 'unsupported' };
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

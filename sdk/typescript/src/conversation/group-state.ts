import type { GroupEvent, GroupView, UserId } from '../api.js';

/** The user's view of one group: as the server told it last, and what happened since. */
export class GroupState {
  private current: GroupView | undefined;
  private asOf = 0;

  /** Undefined as long as the group is not known. */
  get view(): GroupView | undefined {
    return this.current;
  }

  /** The server's view at a seq. */
  counted(view: GroupView, seq: number): void {
    if (seq >= this.asOf) {
      this.asOf = seq;
      this.current = view;
    }
  }

  /** Something happened that the user may not know, but for how many members there are after it. */
  recounted(seq: number, memberCount: number): void {
    if (seq > this.asOf && this.current !== undefined) {
      this.asOf = seq;
      this.current = { ...this.current, memberCount };
    }
  }

  /** Applies what happened; returns whether only the server knows how the group is now. */
  happened(event: GroupEvent, self: UserId): boolean {
    if (event.seq <= this.asOf) {
      return false;
    }
    this.asOf = event.seq;
    if (event.change.kind === 'created') {
      this.current = created(event);
    }
    if (this.current === undefined) {
      return true;
    }
    this.current = { ...this.current, memberCount: event.memberCount, ...changed(event, self) };
    return event.change.kind === 'unsupported' || (event.change.kind !== 'created' && isAdmitted(event, self));
  }
}

function created(event: GroupEvent): GroupView | undefined {
  if (event.change.kind !== 'created') {
    return undefined;
  }
  return {
    ...event.change.info,
    settings: event.change.settings,
    memberCount: event.memberCount,
    role: undefined,
    mutedUntil: undefined,
    joinedSeq: event.seq,
    leftSeq: 0,
    dissolved: false,
    announcement: undefined,
  };
}

function isAdmitted({ change, actor }: GroupEvent, self: UserId): boolean {
  return (
    (change.kind === 'created' && (actor === self || change.members.includes(self))) ||
    (change.kind === 'members-added' && change.users.includes(self)) ||
    (change.kind === 'member-joined' && actor === self) ||
    (change.kind === 'join-approved' && change.user === self)
  );
}

function changed(event: GroupEvent, self: UserId): Partial<GroupView> {
  const { change, actor, seq } = event;
  if (isAdmitted(event, self)) {
    const role = change.kind === 'created' && actor === self ? 'owner' : 'member';
    return { role, joinedSeq: seq, leftSeq: 0, mutedUntil: undefined };
  }
  switch (change.kind) {
    case 'member-removed':
    case 'member-banned':
      return change.user === self ? { role: undefined, leftSeq: seq } : {};
    case 'member-left':
      return actor === self ? { role: undefined, leftSeq: seq } : {};
    case 'role-set':
      return change.user === self ? { role: change.role } : {};
    case 'ownership-transferred':
      if (change.user === self) {
        return { role: 'owner' };
      }
      return actor === self ? { role: 'admin' } : {};
    case 'info-set':
      return change.info;
    case 'settings-set':
      return { settings: change.settings };
    case 'member-muted':
      return change.user === self ? { mutedUntil: change.until } : {};
    case 'dissolved':
      return { dissolved: true };
    case 'announcement-set':
      return {
        announcement: change.text === '' ? undefined : { text: change.text, actor, setAt: event.happenedAt },
      };
    default:
      return {};
  }
}

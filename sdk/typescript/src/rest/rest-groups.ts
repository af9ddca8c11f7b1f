import type { ConversationId, GroupDraft, GroupInfo, GroupMember, GroupRole, GroupSettings, UserId } from '../api.js';
import { randomUuid } from '../ids.js';
import type { Call } from './http.js';
import { readAll } from './pages.js';
import { untilVerdict } from './repeats.js';
import { RestInvites } from './rest-invites.js';
import type { SessionKeeper } from './session-keeper.js';

/** The REST side of groups. Every change has its own key, under which it is repeated until there is a verdict. */
export class RestGroups {
  /** How people come in. */
  readonly invites: RestInvites;

  constructor(private readonly keeper: SessionKeeper) {
    this.invites = new RestInvites(keeper);
  }

  async create({ settings, channel = false, ...draft }: GroupDraft): Promise<ConversationId> {
    const body = {
      ...draft,
      ...(channel ? { kind: 'CONVERSATION_KIND_CHANNEL' } : {}),
      ...(settings === undefined ? {} : { settings: settingsToWire(settings) }),
    };
    return ((await this.change('POST', '/v1/conversations', body)) as { conversation: ConversationId }).conversation;
  }

  async members(group: ConversationId): Promise<readonly GroupMember[]> {
    const answers = await readAll<MemberAnswer>(this.keeper, `/v1/conversations/${group}/members`, 'members');
    return answers.map((answer) => ({
      user: answer.user,
      role: ROLES[answer.role] ?? 'member',
      joinedSeq: Number(answer.joinedSeq),
      mutedUntil: answer.mutedUntilMs === undefined ? undefined : new Date(Number(answer.mutedUntilMs)),
    }));
  }

  add(group: ConversationId, user: UserId): Promise<void> {
    return this.told('PUT', `/v1/conversations/${group}/members/${user}`);
  }

  remove(group: ConversationId, user: UserId): Promise<void> {
    return this.told('DELETE', `/v1/conversations/${group}/members/${user}`);
  }

  setRole(group: ConversationId, user: UserId, role: 'admin' | 'member'): Promise<void> {
    const body = { role: role === 'admin' ? 'GROUP_ROLE_ADMIN' : 'GROUP_ROLE_MEMBER' };
    return this.told('PUT', `/v1/conversations/${group}/members/${user}/role`, body);
  }

  mute(group: ConversationId, user: UserId, until: Date | undefined): Promise<void> {
    const body = { untilMs: String(until?.getTime() ?? 0) };
    return this.told('PUT', `/v1/conversations/${group}/members/${user}/mute`, body);
  }

  ban(group: ConversationId, user: UserId): Promise<void> {
    return this.told('PUT', `/v1/conversations/${group}/bans/${user}`);
  }

  unban(group: ConversationId, user: UserId): Promise<void> {
    return this.told('DELETE', `/v1/conversations/${group}/bans/${user}`);
  }

  transfer(group: ConversationId, user: UserId): Promise<void> {
    return this.told('POST', `/v1/conversations/${group}/owner`, { user });
  }

  updateInfo(group: ConversationId, change: Partial<GroupInfo>): Promise<void> {
    return this.told('PATCH', `/v1/conversations/${group}`, change);
  }

  updateSettings(group: ConversationId, change: Partial<GroupSettings>): Promise<void> {
    return this.told('PATCH', `/v1/conversations/${group}`, { settings: settingsToWire(change) });
  }

  announce(group: ConversationId, text: string): Promise<void> {
    return this.told('PUT', `/v1/conversations/${group}/announcement`, { text });
  }

  dissolve(group: ConversationId): Promise<void> {
    return this.told('DELETE', `/v1/conversations/${group}`);
  }

  private async told(method: Call['method'], path: string, body?: unknown): Promise<void> {
    await this.change(method, path, body);
  }

  private change(method: Call['method'], path: string, body?: unknown): Promise<unknown> {
    const call: Call = { method, path, key: randomUuid(), ...(body === undefined ? {} : { body }) };
    return untilVerdict(() => this.keeper.call(call));
  }
}

interface MemberAnswer {
  readonly user: UserId;
  readonly role: string;
  readonly joinedSeq: string;
  readonly mutedUntilMs?: string;
}

const ROLES: Readonly<Record<string, GroupRole>> = {
  GROUP_ROLE_OWNER: 'owner',
  GROUP_ROLE_ADMIN: 'admin',
  GROUP_ROLE_MEMBER: 'member',
};

function settingsToWire({ history, ...rest }: Partial<GroupSettings>): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const field of ['maySend', 'mayInvite', 'mayEditInfo', 'mayPin', 'mayMentionAll'] as const) {
    if (rest[field] !== undefined) {
      wire[field] = rest[field] === 'admins' ? 'GROUP_AUDIENCE_ADMINS' : 'GROUP_AUDIENCE_EVERYONE';
    }
  }
  if (history !== undefined) {
    wire['history'] = history === 'from-start' ? 'GROUP_HISTORY_FROM_START' : 'GROUP_HISTORY_FROM_JOIN';
  }
  if (rest.joinPolicy !== undefined) {
    wire['joinPolicy'] = `GROUP_JOIN_POLICY_${rest.joinPolicy.toUpperCase()}`;
  }
  if (rest.joinQuestion !== undefined) {
    wire['joinQuestion'] = rest.joinQuestion;
  }
  if (rest.slowModeSeconds !== undefined) {
    wire['slowModeSeconds'] = rest.slowModeSeconds;
  }
  return wire;
}

import type {
  ConversationId,
  GroupJoinPolicy,
  GroupPreview,
  Invite,
  InviteTerms,
  JoinRequest,
  JoinRequestState,
  MadeInvite,
  UserId,
} from '../api.js';
import { WarblerError } from '../errors.js';
import { randomUuid } from '../ids.js';
import type { Call } from './http.js';
import { readAll } from './pages.js';
import { untilVerdict } from './repeats.js';
import type { SessionKeeper } from './session-keeper.js';

/** The REST side of coming into groups. Keys and repeats are as in {@link RestGroups}. */
export class RestInvites {
  constructor(private readonly keeper: SessionKeeper) {}

  async make(group: ConversationId, { expiresAt, maxUses }: InviteTerms): Promise<MadeInvite> {
    const body = {
      ...(expiresAt === undefined ? {} : { expiresAtMs: String(expiresAt.getTime()) }),
      ...(maxUses === undefined ? {} : { maxUses }),
    };
    const made = (await this.change('POST', `${path(group)}/invites`, body)) as MadeAnswer;
    const link = made.token === undefined ? undefined : `warbler:${group}/join/${made.token}`;
    return { invite: toInvite(made.invite), link };
  }

  async list(group: ConversationId): Promise<readonly Invite[]> {
    const answer = (await this.keeper.call({ method: 'GET', path: `${path(group)}/invites` })) as ListAnswer;
    return (answer.invites ?? []).map(toInvite);
  }

  async revoke(group: ConversationId, id: number): Promise<void> {
    await this.change('DELETE', `${path(group)}/invites/${id}`);
  }

  async requests(group: ConversationId): Promise<readonly JoinRequest[]> {
    const answers = await readAll<RequestAnswer>(this.keeper, `${path(group)}/join-requests`, 'requests');
    return answers.map(({ user, askedAtMs, answer }) => ({
      user,
      askedAt: new Date(Number(askedAtMs ?? 0)),
      answer: answer ?? '',
    }));
  }

  async approve(group: ConversationId, user: UserId): Promise<void> {
    await this.change('PUT', `${path(group)}/join-requests/${user}`);
  }

  async decline(group: ConversationId, user: UserId): Promise<void> {
    await this.change('DELETE', `${path(group)}/join-requests/${user}`);
  }

  /** The user's own; undefined: there is none. */
  async ownRequest(group: ConversationId): Promise<JoinRequestState | undefined> {
    const call: Call = { method: 'GET', path: `${path(group)}/join-request` };
    try {
      const { state } = (await this.keeper.call(call)) as { readonly state?: string };
      return state === undefined ? undefined : STATES[state];
    } catch (failure) {
      if (failure instanceof WarblerError && failure.code === 'JOIN_REQUEST_UNKNOWN') {
        return undefined;
      }
      throw failure;
    }
  }

  async withdraw(group: ConversationId): Promise<void> {
    await this.change('DELETE', `${path(group)}/join-request`);
  }

  async preview(link: string): Promise<GroupPreview> {
    const { group, token } = parts(link);
    const call: Call = { method: 'POST', path: `${path(group)}/preview`, body: { token } };
    const answer = (await this.keeper.call(call)) as PreviewAnswer;
    return {
      conversation: answer.conversation,
      title: answer.title,
      avatar: answer.avatar ?? '',
      memberCount: answer.memberCount,
      joinPolicy: POLICIES[answer.joinPolicy] ?? 'approval',
      joinQuestion: answer.joinQuestion ?? '',
      member: answer.member ?? false,
      request: answer.request === undefined ? undefined : STATES[answer.request],
    };
  }

  /** Undefined while the request waits. */
  async join(link: string, answer: string): Promise<ConversationId | undefined> {
    const { group, token } = parts(link);
    const joined = (await this.change('POST', `${path(group)}/join`, { token, answer })) as { member?: boolean };
    return joined.member === true ? group : undefined;
  }

  private change(method: Call['method'], to: string, body?: unknown): Promise<unknown> {
    const call: Call = { method, path: to, key: randomUuid(), ...(body === undefined ? {} : { body }) };
    return untilVerdict(() => this.keeper.call(call));
  }
}

interface InviteAnswer {
  readonly id: string;
  readonly creator: UserId;
  readonly madeAtMs: string;
  readonly expiresAtMs?: string;
  readonly maxUses?: number;
  readonly uses?: number;
}

interface MadeAnswer {
  readonly invite: InviteAnswer;
  readonly token?: string;
}

interface ListAnswer {
  readonly invites?: readonly InviteAnswer[];
}

interface RequestAnswer {
  readonly user: UserId;
  readonly askedAtMs?: string;
  readonly answer?: string;
}

interface PreviewAnswer {
  readonly conversation: ConversationId;
  readonly title: string;
  readonly avatar?: string;
  readonly memberCount: number;
  readonly joinPolicy: string;
  readonly joinQuestion?: string;
  readonly member?: boolean;
  readonly request?: string;
}

const POLICIES: Readonly<Record<string, GroupJoinPolicy>> = {
  GROUP_JOIN_POLICY_OPEN: 'open',
  GROUP_JOIN_POLICY_APPROVAL: 'approval',
  GROUP_JOIN_POLICY_QUESTION: 'question',
  GROUP_JOIN_POLICY_CLOSED: 'closed',
};

const STATES: Readonly<Record<string, JoinRequestState>> = {
  JOIN_REQUEST_STATE_OPEN: 'open',
  JOIN_REQUEST_STATE_APPROVED: 'approved',
  JOIN_REQUEST_STATE_DECLINED: 'declined',
  JOIN_REQUEST_STATE_WITHDRAWN: 'withdrawn',
};

const LINK = /^warbler:([gc][0-9a-f]{32})\/join\/([A-Za-z0-9_-]{22})$/;

function parts(link: string): { readonly group: ConversationId; readonly token: string } {
  const [, group, token] = LINK.exec(link.trim()) ?? [];
  if (group === undefined || token === undefined) {
    throw new WarblerError('INVITE_UNKNOWN', 'no link of an invite');
  }
  return { group, token };
}

function path(group: ConversationId): string {
  return `/v1/conversations/${group}`;
}

function toInvite(answer: InviteAnswer): Invite {
  return {
    id: Number(answer.id),
    creator: answer.creator,
    madeAt: new Date(Number(answer.madeAtMs)),
    expiresAt: answer.expiresAtMs === undefined ? undefined : new Date(Number(answer.expiresAtMs)),
    maxUses: answer.maxUses ?? 0,
    uses: answer.uses ?? 0,
  };
}

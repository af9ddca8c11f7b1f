import type { FriendRequest, Friends, RelationChange, UserId } from '../api.js';
import { Emitter } from '../emitter.js';
import { readAll } from './pages.js';
import { untilVerdict } from './repeats.js';
import type { SessionKeeper } from './session-keeper.js';

export class RestFriends extends Emitter<{ change: RelationChange | 'unknown' }> implements Friends {
  constructor(
    private readonly keeper: SessionKeeper,
    onFault: (fault: unknown) => void,
  ) {
    super(onFault);
  }

  async list(): Promise<readonly UserId[]> {
    return (await readAll<{ user: UserId }>(this.keeper, '/v1/friends', 'friends')).map(({ user }) => user);
  }

  async incoming(): Promise<readonly FriendRequest[]> {
    return (await readAll<RequestAnswer>(this.keeper, '/v1/friend-requests/incoming', 'requests')).map(toRequest);
  }

  async outgoing(): Promise<readonly FriendRequest[]> {
    return (await readAll<RequestAnswer>(this.keeper, '/v1/friend-requests/outgoing', 'requests')).map(toRequest);
  }

  async request(user: UserId, message?: string): Promise<FriendRequest> {
    const body = { user, ...(message === undefined || message === '' ? {} : { message }) };
    return toRequest((await this.post('/v1/friend-requests', body)) as RequestAnswer);
  }

  async accept(request: string): Promise<FriendRequest> {
    return toRequest((await this.post(`/v1/friend-requests/${encodeURIComponent(request)}/accept`)) as RequestAnswer);
  }

  async decline(request: string): Promise<void> {
    await this.post(`/v1/friend-requests/${encodeURIComponent(request)}/decline`);
  }

  async withdraw(request: string): Promise<void> {
    await this.change('DELETE', `/v1/friend-requests/${encodeURIComponent(request)}`);
  }

  async remove(user: UserId): Promise<void> {
    await this.change('DELETE', `/v1/friends/${encodeURIComponent(user)}`);
  }

  async block(user: UserId): Promise<void> {
    await this.change('PUT', `/v1/blocks/${encodeURIComponent(user)}`);
  }

  async unblock(user: UserId): Promise<void> {
    await this.change('DELETE', `/v1/blocks/${encodeURIComponent(user)}`);
  }

  async blocked(): Promise<readonly UserId[]> {
    return (await readAll<{ user: UserId }>(this.keeper, '/v1/blocks', 'blocks')).map(({ user }) => user);
  }

  /** Every one of these requests may be repeated: the server says so. */
  private post(path: string, body?: unknown): Promise<unknown> {
    return untilVerdict(() => this.keeper.call({ method: 'POST', path, ...(body === undefined ? {} : { body }) }));
  }

  private change(method: 'PUT' | 'DELETE', path: string): Promise<unknown> {
    return untilVerdict(() => this.keeper.call({ method, path }));
  }
}

interface RequestAnswer {
  readonly id: string;
  readonly user: UserId;
  readonly status: string;
  readonly message?: string;
  readonly requestedAt?: string;
  readonly expiresAt?: string;
}

function toRequest(answer: RequestAnswer): FriendRequest {
  return {
    id: answer.id,
    user: answer.user,
    status: answer.status === 'ACCEPTED' ? 'accepted' : 'pending',
    message: answer.message ?? '',
    requestedAt: answer.requestedAt === undefined ? undefined : new Date(answer.requestedAt),
    expiresAt: answer.expiresAt === undefined ? undefined : new Date(answer.expiresAt),
  };
}

import type {
  ConversationId,
  Message,
  MessageQuery,
  MessageReaders,
  MessageVersion,
  Page,
  PageOptions,
  PinnedMessage,
  PollVoter,
  Reactor,
} from '../api.js';
import type { ServerDraft } from '../conversation/saved-drafts.js';
import type { SessionKeeper } from './session-keeper.js';

interface DraftJson {
  readonly conversation: ConversationId;
  readonly text?: string;
  readonly replyTo?: string;
  readonly updatedAtMs?: string;
}

/** Reads lists of messages, and of what belongs to one. */
export class RestMessages {
  constructor(private readonly keeper: SessionKeeper) {}

  async pins(conversation: ConversationId): Promise<readonly PinnedMessage[]> {
    const answer = await this.get(`/v1/conversations/${conversation}/pins`);
    const { pinsOf } = await listed();
    return pinsOf(answer);
  }

  async found(
    conversation: ConversationId,
    query: MessageQuery,
    { limit, cursor }: PageOptions,
  ): Promise<Page<Message>> {
    const { kindName, foundOf } = await listed();
    const answer = await this.get(`/v1/conversations/${conversation}/found-messages`, {
      sender: query.sender,
      kind: query.kind === undefined ? undefined : kindName(query.kind),
      sentAfterMs: query.sentAfter?.getTime(),
      sentBeforeMs: query.sentBefore?.getTime(),
      before: cursor,
      limit,
    });
    return foundOf(answer);
  }

  async drafts(): Promise<readonly ServerDraft[]> {
    const { drafts } = (await this.get('/v1/drafts')) as { readonly drafts?: readonly DraftJson[] };
    return (drafts ?? []).map(({ conversation, text, replyTo, updatedAtMs }) => ({
      conversation,
      text: text ?? '',
      replyTo: replyTo === undefined ? undefined : Number(replyTo),
      savedAt: new Date(Number(updatedAtMs)),
    }));
  }

  async mentions(options: PageOptions): Promise<Page<Message>> {
    const answer = await this.get('/v1/mentions', { ...options });
    const { mentionsOf } = await listed();
    return mentionsOf(answer);
  }

  async reactors(conversation: ConversationId, seq: number, options: PageOptions): Promise<Page<Reactor>> {
    const answer = await this.get(`/v1/conversations/${conversation}/messages/${seq}/reactions`, { ...options });
    const { reactorsOf } = await listed();
    return reactorsOf(answer);
  }

  async pollVoters(conversation: ConversationId, seq: number, options: PageOptions): Promise<Page<PollVoter>> {
    const answer = await this.get(`/v1/conversations/${conversation}/messages/${seq}/votes`, { ...options });
    const { pollVotersOf } = await listed();
    return pollVotersOf(answer);
  }

  async readers(conversation: ConversationId, seq: number): Promise<MessageReaders> {
    const answer = await this.get(`/v1/conversations/${conversation}/messages/${seq}/readers`);
    const { readersOf } = await listed();
    return readersOf(answer);
  }

  async versions(conversation: ConversationId, seq: number): Promise<readonly MessageVersion[]> {
    const answer = await this.get(`/v1/conversations/${conversation}/messages/${seq}/edits`);
    const { versionsOf } = await listed();
    return versionsOf(answer);
  }

  private get(path: string, parameters: Readonly<Record<string, string | number | undefined>> = {}): Promise<unknown> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) {
        query.set(name, String(value));
      }
    }
    return this.keeper.call({ method: 'GET', path: query.size === 0 ? path : `${path}?${query}` });
  }
}

/** Frames in JSON are read nowhere else: a page needs the code for it not before it shows such a list. */
function listed(): Promise<typeof import('../wire/listed.js')> {
  return import('../wire/listed.js');
}

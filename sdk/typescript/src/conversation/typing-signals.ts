import type { ConversationId } from '../api.js';
import type { Connection } from '../link/connection.js';
import type { LiveConversation } from './live-conversation.js';

const EVERY = 3_000;

/** Says that the user is typing, as often as others need to hear it; never again later. */
export class TypingSignals {
  private readonly saidAt = new Map<ConversationId, number>();

  constructor(
    private readonly connection: () => Connection | undefined,
    private readonly timeout: number,
  ) {}

  typing(conversation: LiveConversation): void {
    const live = this.connection();
    const now = Date.now();
    if (live === undefined || now - (this.saidAt.get(conversation.id) ?? -Infinity) < EVERY) {
      return;
    }
    this.saidAt.set(conversation.id, now);
    const to =
      conversation.peer === undefined
        ? ({ case: 'conversation', value: conversation.id } as const)
        : ({ case: 'user', value: conversation.peer } as const);
    // refused, unheard or taken: it is over
    live.request({ case: 'typing', value: { to } }, this.timeout).catch(() => undefined);
  }

  /** A message says more: the next typing is said at once. */
  sent(conversation: LiveConversation): void {
    this.saidAt.delete(conversation.id);
  }
}

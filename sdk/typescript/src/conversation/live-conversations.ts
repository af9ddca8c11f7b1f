import type { Conversation, ConversationId, Conversations, GroupDraft, UserId } from '../api.js';
import { Emitter } from '../emitter.js';
import { clientClosed, notLoggedIn } from '../errors.js';

/** What the list needs of the user who is logged in. */
export interface ConversationSource {
  /** All that exist. */
  all(): readonly Conversation[];
  get(id: ConversationId): Conversation | undefined;
  withUser(user: UserId): Conversation;
  createGroup(draft: GroupDraft): Promise<Conversation>;
}

/** The list of conversations of whoever is logged in. */
export class LiveConversations extends Emitter<{ change: readonly Conversation[] }> implements Conversations {
  private source: ConversationSource | undefined;
  private fresh: readonly Conversation[] | undefined = [];

  get list(): readonly Conversation[] {
    this.fresh ??= [...(this.source?.all() ?? [])].sort((a, b) => activity(b) - activity(a) || (a.id < b.id ? -1 : 1));
    return this.fresh;
  }

  get unreadCount(): number {
    return this.list.reduce((sum, { snapshot }) => sum + snapshot.unreadCount, 0);
  }

  get(id: ConversationId): Conversation | undefined {
    return this.source?.get(id);
  }

  withUser(user: UserId): Conversation {
    if (this.source === undefined) {
      throw notLoggedIn();
    }
    return this.source.withUser(user);
  }

  createGroup(draft: GroupDraft): Promise<Conversation> {
    return this.source === undefined ? Promise.reject(clientClosed()) : this.source.createGroup(draft);
  }

  /** Somebody logged in or left. */
  show(source: ConversationSource | undefined): void {
    this.source = source;
    this.tell();
  }

  /** The list or one of its entries changed. */
  tell(): void {
    this.fresh = undefined;
    this.emit('change', this.list);
  }
}

function activity({ snapshot }: Conversation): number {
  return snapshot.lastActivityAt?.getTime() ?? 0;
}

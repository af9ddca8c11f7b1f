import type { Conversation, ConversationId, UserId } from '../api.js';
import { directConversationId, isGroupId } from '../ids.js';
import type { RestGroups } from '../rest/rest-groups.js';
import type { ConversationHost } from './host.js';
import { LiveConversation } from './live-conversation.js';
import { LiveGroup } from './live-group.js';

/** Every conversation that is known, one object each. Changes of a moment are told together. */
export class ConversationBook implements Iterable<LiveConversation> {
  private readonly byId = new Map<ConversationId, LiveConversation>();
  private dirty = new Set<LiveConversation>();

  constructor(
    private readonly host: ConversationHost,
    private readonly groups: RestGroups,
    private readonly onChanges: (changed: Iterable<LiveConversation>) => void,
  ) {}

  [Symbol.iterator](): Iterator<LiveConversation> {
    return this.byId.values();
  }

  /** Those in which something has happened. */
  existing(): readonly Conversation[] {
    return [...this.byId.values()].filter(({ exists }) => exists);
  }

  /** Also one in which nothing has happened yet. */
  find(id: ConversationId): LiveConversation | undefined {
    return this.byId.get(id);
  }

  withUser(user: UserId): LiveConversation {
    if (user === this.host.self) {
      throw new RangeError('user: oneself (expected: another user)');
    }
    return this.obtain(directConversationId(this.host.self, user), user);
  }

  /** The one of this id; the peer is taken note of. */
  obtain(id: ConversationId, peer: UserId | undefined): LiveConversation {
    const known = this.byId.get(id);
    if (known !== undefined) {
      known.knowsPeer(known.kind === 'direct' ? peer : undefined);
      return known;
    }
    const conversation = new LiveConversation(id, isGroupId(id) ? undefined : peer, this.host);
    if (conversation.kind === 'group') {
      conversation.group = new LiveGroup(conversation, this.groups, this.host.self);
    }
    this.byId.set(id, conversation);
    return conversation;
  }

  /** To be told when the present step is over. */
  changed(conversation: LiveConversation): void {
    if (this.dirty.size === 0) {
      queueMicrotask(() => {
        const changed = this.dirty;
        this.dirty = new Set();
        this.onChanges(changed);
      });
    }
    this.dirty.add(conversation);
  }
}

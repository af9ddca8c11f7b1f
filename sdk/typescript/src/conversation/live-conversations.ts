import type {
  Conversation,
  ConversationId,
  Conversations,
  GroupDraft,
  GroupPreview,
  InboxSection,
  JoinRequestState,
  Message,
  Page,
  PageOptions,
  UserId,
} from '../api.js';
import { Emitter } from '../emitter.js';
import type { RestInvites } from '../rest/rest-invites.js';
import type { RestMessages } from '../rest/rest-messages.js';
import { clientClosed, notLoggedIn } from '../errors.js';

/** What the list needs of the user who is logged in. */
export interface ConversationSource {
  /** All that exist. */
  all(): readonly Conversation[];
  get(id: ConversationId): Conversation | undefined;
  withUser(user: UserId): Conversation;
  createGroup(draft: GroupDraft): Promise<Conversation>;
  /** A group that the user has just come into. */
  enter(id: ConversationId): Conversation;
  readonly messages: RestMessages;
}

/** The list of conversations of whoever is logged in. */
export class LiveConversations extends Emitter<{ change: readonly Conversation[] }> implements Conversations {
  private source: ConversationSource | undefined;
  private readonly fresh = new Map<InboxSection, readonly Conversation[]>();

  constructor(
    private readonly invites: RestInvites,
    onFault: (fault: unknown) => void,
  ) {
    super(onFault);
  }

  get list(): readonly Conversation[] {
    return this.of('listed', () => {
      const pinned = [...this.of('pinned')].sort((a, b) => pinning(a) - pinning(b) || byId(a, b));
      return [...pinned, ...this.inSection('listed')];
    });
  }

  get archived(): readonly Conversation[] {
    return this.of('archived');
  }

  get unreadCount(): number {
    return this.list.reduce((sum, { snapshot }) => sum + snapshot.unreadCount, 0);
  }

  get badgeCount(): number {
    return this.list.reduce((sum, { snapshot }) => sum + snapshot.badgeCount, 0);
  }

  mentions(options: PageOptions = {}): Promise<Page<Message>> {
    return this.source === undefined ? Promise.reject(clientClosed()) : this.source.messages.mentions(options);
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

  previewInvite(link: string): Promise<GroupPreview> {
    return this.invites.preview(link);
  }

  async joinByInvite(link: string, answer = ''): Promise<Conversation | undefined> {
    const id = await this.invites.join(link, answer);
    if (this.source === undefined) {
      throw clientClosed();
    }
    return id === undefined ? undefined : this.source.enter(id);
  }

  joinRequest(group: ConversationId): Promise<JoinRequestState | undefined> {
    return this.invites.ownRequest(group);
  }

  withdrawJoinRequest(group: ConversationId): Promise<void> {
    return this.invites.withdraw(group);
  }

  createGroup(draft: GroupDraft): Promise<Conversation> {
    return this.source === undefined ? Promise.reject(clientClosed()) : this.source.createGroup(draft);
  }

  /** The same array until something changes. */
  private of(section: InboxSection, make = () => this.inSection(section)): readonly Conversation[] {
    const known = this.fresh.get(section) ?? make();
    this.fresh.set(section, known);
    return known;
  }

  /** Newest activity first. */
  private inSection(section: InboxSection): readonly Conversation[] {
    const all = [...(this.source?.all() ?? [])].filter(({ snapshot }) => snapshot.section === section);
    return all.sort((a, b) => activity(b) - activity(a) || byId(a, b));
  }

  /** Somebody logged in or left. */
  show(source: ConversationSource | undefined): void {
    this.source = source;
    this.tell();
  }

  /** The list or one of its entries changed. */
  tell(): void {
    this.fresh.clear();
    this.emit('change', this.list);
  }
}

function byId(a: Conversation, b: Conversation): number {
  return a.id < b.id ? -1 : 1;
}

function pinning({ snapshot }: Conversation): number {
  return snapshot.pinnedAt?.getTime() ?? 0;
}

function activity({ snapshot }: Conversation): number {
  return snapshot.lastActivityAt?.getTime() ?? 0;
}

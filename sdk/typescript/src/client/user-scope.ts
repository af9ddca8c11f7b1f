import type { ChangeResult, Conversation, ConversationId, GroupDraft, Message, SendResult, UserId } from '../api.js';
import { GapFiller } from '../conversation/gap-filler.js';
import { ConversationBook } from '../conversation/conversation-book.js';
import type { ConversationHost, KeptChange, Told, Written } from '../conversation/host.js';
import { LiveConversation } from '../conversation/live-conversation.js';
import type { ConversationSource } from '../conversation/live-conversations.js';
import { HistoryReader } from '../conversation/history-reader.js';
import { Marks } from '../conversation/marks.js';
import { SavedDrafts } from '../conversation/saved-drafts.js';
import { SettingsChanges } from '../conversation/settings-changes.js';
import { Synchronizer, type SyncTarget } from '../conversation/synchronizer.js';
import { TypingSignals } from '../conversation/typing-signals.js';
import { clientClosed } from '../errors.js';
import type { Connection } from '../link/connection.js';
import { Outbox } from '../outbox/outbox.js';
import type { RestGroups } from '../rest/rest-groups.js';
import type { RestMessages } from '../rest/rest-messages.js';
import type { Position, StoredItem, UserStore } from '../store/store.js';
import type { Tuning } from '../tuning.js';
import type { Answer } from '../wire/frames.js';
import type { ConversationDelta, SyncResult } from '../wire/generated.js';
import { mergePlaces, type Place, placeOfEvent, placeOfMessage } from '../wire/items.js';
import { beginningOf, toServerEntry } from '../wire/entries.js';
import { Sends } from './sends.js';
import { StateKeeper } from './state-keeper.js';

const BEGINNING: Position = { seq: 0, ordinal: 0 };

/** What a scope is made of. */
export interface ScopeParts {
  readonly self: UserId;
  readonly store: UserStore;
  readonly groups: RestGroups;
  readonly messages: RestMessages;
  readonly upload: ConversationHost['upload'];
  readonly tuning: Tuning;
  readonly firstMessages: number;
  readonly onFault: (fault: unknown) => void;
  readonly events: ScopeEvents;
}

/** What a scope tells the client. */
export interface ScopeEvents {
  told<Name extends keyof Told>(name: Name, event: Told[Name]): void;
  conversationChanged(conversation: Conversation): void;
  listChanged(): void;
  took(result: SyncResult): void;
  synced(): void;
}

/** All that belongs to the user who is logged in: conversations, outbox, sync. Ends with the login. */
export class UserScope implements ConversationHost, ConversationSource, SyncTarget {
  readonly self: UserId;
  readonly onFault: (fault: unknown) => void;

  readonly history: HistoryReader;
  readonly messages: RestMessages;
  readonly upload: ConversationHost['upload'];
  readonly drafts: SavedDrafts;
  readonly settings: SettingsChanges;
  readonly marks: Marks;

  private readonly book: ConversationBook;
  private readonly sends: Sends;
  private readonly touchedRounds = new Map<ConversationId, number>();
  private readonly entriesAsked = new Set<ConversationId>();
  private readonly gapFiller: GapFiller;
  private readonly typingSignals: TypingSignals;
  private keeper!: StateKeeper;
  private synchronizer!: Synchronizer;
  private outbox!: Outbox;
  private connection: Connection | undefined;
  private isSynced = false;
  private round = 0;
  private tokenRound = 0;
  private ended = false;

  private constructor(private readonly parts: ScopeParts) {
    const { tuning } = parts;
    this.self = parts.self;
    this.onFault = parts.onFault;
    this.book = new ConversationBook(this, parts.groups, (changed) => {
      this.tellChanges(changed);
    });
    this.sends = new Sends(parts.self, this.onFault, {
      conversationOf: ({ conversation, user }) => this.obtain(conversation, user),
      told: (name, event) => {
        this.told(name, event);
      },
      accepted: (conversation) => {
        this.gapFiller.checkSoon(conversation);
      },
    });
    this.messages = parts.messages;
    this.upload = parts.upload;
    this.drafts = new SavedDrafts(
      this.book,
      () => parts.messages.drafts(),
      tuning,
      (one) => {
        this.keep(one, []);
      },
    );
    this.settings = new SettingsChanges(() => this.connection, tuning.askTimeout);
    this.gapFiller = new GapFiller(this.book, tuning);
    this.marks = new Marks(tuning);
    this.typingSignals = new TypingSignals(() => this.connection, tuning.askTimeout);
    this.history = new HistoryReader(
      parts.store,
      () => this.keeper.flush(),
      () => this.connection,
      tuning.askTimeout,
    );
  }

  /** Opens what is kept of the user. */
  static async open(parts: ScopeParts): Promise<UserScope> {
    const scope = new UserScope(parts);
    await scope.load();
    return scope;
  }

  // -------------------------------------------------------------------------------- for the application

  all(): readonly Conversation[] {
    return this.book.existing();
  }

  get(id: ConversationId): Conversation | undefined {
    const known = this.book.find(id);
    return known?.exists === true ? known : undefined;
  }

  withUser(user: UserId): Conversation {
    const conversation = this.book.withUser(user);
    this.anchorIfSynced(conversation);
    return conversation;
  }

  async createGroup(draft: GroupDraft): Promise<Conversation> {
    return this.enter(await this.parts.groups.create(draft));
  }

  /** A group that the user has just come into. */
  enter(id: ConversationId): Conversation {
    if (this.ended) {
      throw clientClosed();
    }
    const conversation = this.obtain(id, undefined);
    if (lacksGroup(conversation)) {
      this.synchronizer.request();
    }
    return conversation;
  }

  // -------------------------------------------------------------------------------- the connection

  online(live: Connection): void {
    this.connection = live;
    this.outbox.online(live);
    this.synchronizer.online(live);
    this.marks.online(live);
  }

  offline(): void {
    this.connection = undefined;
    this.isSynced = false;
    this.outbox.offline();
    this.synchronizer.offline();
    this.gapFiller.offline();
    this.marks.offline();
    this.drafts.offline();
  }

  /** Takes a live frame that is about a conversation. */
  push(frame: Answer): void {
    switch (frame.case) {
      case 'message': {
        const { conversation, sender } = frame.value;
        this.takeLive(
          this.obtain(conversation, sender === this.self ? undefined : sender),
          placeOfMessage(frame.value),
        );
        break;
      }
      case 'event':
        this.takeLive(this.obtain(frame.value.conversation, undefined), placeOfEvent(frame.value));
        break;
      case 'readReceipt':
        this.book.find(frame.value.conversation)?.receipt(frame.value);
        break;
      case 'savedDraft':
        this.drafts.push(frame.value);
        break;
      case 'conversationSettings':
      case 'hiddenMessages':
        this.settings.push(this.obtain(frame.value.conversation, undefined), frame);
        break;
      case 'behind':
        this.behind(this.obtain(frame.value.conversation, undefined), Number(frame.value.lastSeq));
        break;
      case 'typing':
        this.obtain(frame.value.conversation, frame.value.user).typed(frame.value.user);
        break;
      case 'resync':
        this.synchronizer.request();
        break;
      default: // of others' concern, a late answer, or something that this version does not know
    }
  }

  /** Ends with the login; `erase`: nothing is kept. */
  async end(erase: boolean): Promise<void> {
    if (this.ended) {
      return;
    }
    this.ended = true;
    this.sends.stop();
    this.settings.end();
    this.offline();
    for (const conversation of this.book) {
      conversation.end();
    }
    await this.outbox.end();
    await this.keeper.end();
    this.sends.end();
    await (erase ? this.parts.store.erase() : this.parts.store.close());
  }

  // -------------------------------------------------------------------------------- for conversations

  keep(conversation: LiveConversation, items: readonly StoredItem[]): void {
    if (items.length > 0) {
      this.touchedRounds.set(conversation.id, this.round);
    }
    this.keeper.changed(conversation, items);
  }

  changed(conversation: LiveConversation): void {
    this.book.changed(conversation);
  }

  told<Name extends keyof Told>(name: Name, event: Told[Name]): void {
    this.parts.events.told(name, event);
  }

  lacksEntry(conversation: LiveConversation): void {
    if (!this.entriesAsked.has(conversation.id)) {
      this.entriesAsked.add(conversation.id);
      this.synchronizer.request();
    }
  }

  keepChange(conversation: LiveConversation, change: KeptChange): void {
    this.touchedRounds.set(conversation.id, this.round);
    this.keeper.messageChanged(conversation, change);
  }

  live(conversation: Conversation): LiveConversation {
    if (!(conversation instanceof LiveConversation) || this.book.find(conversation.id) !== conversation) {
      throw new RangeError(`conversation ${conversation.id} (expected: one of this client)`);
    }
    return conversation;
  }

  send(conversation: LiveConversation, written: Written): Promise<SendResult> {
    this.typingSignals.sent(conversation);
    return this.sends.send(conversation, written);
  }

  change(conversation: LiveConversation, written: Written): Promise<ChangeResult> {
    return this.sends.change(conversation, written);
  }

  retry(conversation: LiveConversation, failed: Message): Promise<SendResult> {
    return this.sends.retry(conversation, failed);
  }

  discard(failed: Message): void {
    this.sends.discard(failed);
  }

  typing(conversation: LiveConversation): void {
    this.typingSignals.typing(conversation);
  }

  // -------------------------------------------------------------------------------- sync

  touched(): Iterable<LiveConversation> {
    return [...this.book].filter(
      ({ id, view }) => view.isAnchored && view.held.seq > 0 && (this.touchedRounds.get(id) ?? 0) >= this.tokenRound,
    );
  }

  begin(): number {
    return ++this.round;
  }

  accept(round: number): void {
    this.tokenRound = round;
  }

  take(result: SyncResult, first: boolean): void {
    result.conversations.forEach((delta) => {
      this.takeDelta(delta, first);
    });
    this.parts.events.took(result);
    this.keeper.soon();
  }

  synced(live: Connection): void {
    this.isSynced = true;
    this.entriesAsked.clear();
    for (const conversation of this.book) {
      this.anchorIfSynced(conversation);
    }
    this.gapFiller.synced(live);
    void this.drafts.synced(live);
    this.parts.events.synced();
  }

  private takeDelta(delta: ConversationDelta, first: boolean): void {
    const { entry } = delta;
    if (entry === undefined) {
      return;
    }
    const conversation = this.obtain(entry.conversation, entry.peer === '' ? undefined : entry.peer);
    const places = mergePlaces(delta.messages, delta.events);
    if (!conversation.view.isAnchored) {
      conversation.anchor(first ? beginningOf(places, entry) : BEGINNING, !first);
    }
    conversation.take(places, !first);
    conversation.counted(toServerEntry(entry));
  }

  private takeLive(conversation: LiveConversation, place: Place): void {
    this.anchorIfSynced(conversation);
    conversation.take([place], true);
    if (
      this.isSynced &&
      (lacksGroup(conversation) || (conversation.kind === 'direct' && conversation.peer === undefined))
    ) {
      this.lacksEntry(conversation);
    }
    this.gapFiller.checkSoon(conversation);
  }

  private behind(conversation: LiveConversation, lastSeq: number): void {
    conversation.knows(lastSeq);
    this.anchorIfSynced(conversation);
    this.gapFiller.check(conversation);
  }

  /** Whatever is not known after the sync began after it. */
  private anchorIfSynced(conversation: LiveConversation): void {
    if (this.isSynced) {
      conversation.anchor(BEGINNING, true);
    }
  }

  // -------------------------------------------------------------------------------- inside

  private async load(): Promise<void> {
    const { store, tuning, firstMessages } = this.parts;
    const [state, outboxes] = await Promise.all([store.loadState(), store.claimOutboxes()]);
    this.keeper = new StateKeeper(store, this.self, () => this.synchronizer.token, tuning.saveAfter, this.onFault);
    this.synchronizer = new Synchronizer(this, tuning, firstMessages, state.token);
    const { outbox, failed } = await Outbox.open(outboxes, tuning, this.sends);
    this.outbox = outbox;
    for (const kept of state.conversations) {
      const conversation = this.obtain(kept.id, kept.peer);
      conversation.restore(kept);
      this.settings.watch(conversation);
    }
    this.sends.begin(outbox, failed);
    this.marks.restore(this.book);
  }

  private obtain(id: ConversationId, peer: UserId | undefined): LiveConversation {
    const conversation = this.book.obtain(id, peer);
    this.anchorIfSynced(conversation);
    return conversation;
  }

  private tellChanges(changed: Iterable<LiveConversation>): void {
    if (this.ended) {
      return;
    }
    for (const conversation of changed) {
      conversation.tellChanges();
      this.parts.events.conversationChanged(conversation);
    }
    this.parts.events.listChanged();
  }
}

/** It is a group of which only the server can tell. */
function lacksGroup({ kind, summary }: LiveConversation): boolean {
  return kind === 'group' && summary.group === undefined;
}

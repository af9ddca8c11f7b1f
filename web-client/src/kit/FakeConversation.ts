import type {
  ChangeResult,
  Conversation,
  ConversationEvents,
  ConversationSnapshot,
  Draft,
  ForwardOptions,
  Group,
  GroupEvent,
  GroupMember,
  GroupView,
  InboxSection,
  JoinRequest,
  Message,
  MessageChanges,
  MessageContent,
  MessageQuery,
  MessageReaders,
  MessageStatus,
  MessageVersion,
  Page,
  PinnedMessage,
  PollVoter,
  Reactor,
  SavedDraft,
  SendOptions,
  SendResult,
  Timeline,
  TimelineItem,
  UserId,
} from "@warbler/sdk";
import { Emitter } from "./Emitter";

/** A message without what only the server or its sender knows. */
export function plainMessage(part: Pick<Message, "key" | "sender" | "sentAt"> & Partial<Message>): Message {
  return {
    type: "message",
    conversation: "d1",
    seq: undefined,
    ordinal: undefined,
    clientMessageId: part.key,
    content: { kind: "text", text: "hi", spans: [] },
    status: "received",
    failure: undefined,
    replyTo: undefined,
    forwardedFrom: undefined,
    changes: { seq: 0, editCount: 0, editedAt: undefined, deletion: undefined, reactions: [], pinned: false },
    pendingChanges: [],
    ...part,
  };
}

interface Seed {
  readonly id: string;
  readonly me: UserId;
  readonly peer?: UserId;
  readonly view?: GroupView;
  readonly members?: readonly GroupMember[];
  readonly isChannel?: boolean;
}

/** A conversation in memory, for tests of components and for looking at them. */
export class FakeConversation extends Emitter<ConversationEvents> implements Conversation {
  readonly id: string;
  readonly kind: "direct" | "group";
  readonly isChannel: boolean;
  readonly peer: UserId | undefined;
  readonly group: Group | undefined;
  readonly retried: string[] = [];
  timeline: Timeline = { items: [], hasOlder: false, hasNewer: false, catchingUp: false };
  snapshot: ConversationSnapshot;
  typingUsers: readonly UserId[] = [];
  readonly #me: UserId;
  #changed: () => void = () => undefined;

  constructor({ id, me, peer, view, members = [], isChannel = false }: Seed) {
    super();
    this.id = id;
    this.#me = me;
    this.peer = peer;
    this.kind = peer === undefined ? "group" : "direct";
    this.isChannel = isChannel;
    this.group = peer === undefined ? groupOf(members, this, isChannel) : undefined;
    this.snapshot = {
      id,
      kind: this.kind,
      peer,
      lastSeq: 0,
      lastMessage: undefined,
      lastActivityAt: undefined,
      unreadCount: 0,
      unreadMentionCount: 0,
      readSeq: 0,
      peerReadSeq: 0,
      peerDeliveredSeq: 0,
      mutedUntil: undefined,
      section: "listed",
      pinnedAt: undefined,
      badgeCount: 0,
      group: view,
    };
  }

  /** Called whenever the snapshot was replaced. */
  whenChanged(changed: () => void): void {
    this.#changed = changed;
  }

  /** Somebody says something. */
  say(sender: UserId, words: string | Partial<Message>, sentAt = new Date(), status?: MessageStatus): Message {
    const seq = this.timeline.items.length + 1;
    const isOwn = sender === this.#me;
    const isPending = status === "sending" || status === "failed";
    const part: Partial<Message> =
      typeof words === "string" ? { content: { kind: "text", text: words, spans: [] } } : words;
    const message = plainMessage({
      key: `m${seq}`,
      conversation: this.id,
      seq: isPending ? undefined : seq,
      ordinal: isPending ? undefined : seq,
      sender,
      clientMessageId: `m${seq}`,
      sentAt,
      status: status ?? (isOwn ? "sent" : "received"),
      failure: status === "failed" ? { code: "DIRECT_NOT_ALLOWED", detail: "" } : undefined,
      ...part,
    });
    this.#append(message, sentAt);
    this.#restate({ lastMessage: message, unreadCount: this.snapshot.unreadCount + (isOwn ? 0 : 1) });
    this.emit("message", message);
    return message;
  }

  /** Something happens in the group. */
  happen(actor: UserId, change: GroupEvent["change"], happenedAt = new Date()): void {
    const seq = this.timeline.items.length + 1;
    const memberCount = this.snapshot.group?.memberCount ?? 0;
    const event: GroupEvent = {
      type: "event",
      key: `e${seq}`,
      conversation: this.id,
      seq,
      ordinal: seq,
      actor,
      happenedAt,
      change,
      memberCount,
    };
    this.#append(event, happenedAt);
    this.emit("event", event);
  }

  type(users: readonly UserId[]): void {
    this.typingUsers = users;
    this.emit("typing", { conversation: this.id, users });
  }

  #append(item: TimelineItem, at: Date): void {
    this.timeline = { ...this.timeline, items: [...this.timeline.items, item] };
    this.#restate({ lastSeq: this.timeline.items.length, lastActivityAt: at });
    this.emit("timeline", this.timeline);
  }

  #restate(change: Partial<ConversationSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    this.emit("snapshot", this.snapshot);
    this.#changed();
  }

  async send(draft: string | Draft, { replyTo: seq, spans = [] }: SendOptions = {}): Promise<SendResult> {
    const content: MessageContent =
      typeof draft !== "string" && "content" in draft
        ? draft.content
        : { kind: "text", text: typeof draft === "string" ? draft : draft.text, spans };
    const answered = this.#at(seq ?? 0);
    const replyTo =
      answered && seq !== undefined
        ? { seq, sender: answered.sender, kind: answered.content.kind, text: textOf(answered.content) }
        : undefined;
    return { status: "sent", message: this.say(this.#me, { content, replyTo }) };
  }

  async attach(): Promise<SendResult> {
    throw new Error("not in the fake");
  }

  async forward(
    seqs: readonly number[],
    to: Conversation,
    { merged = false, title = "" }: ForwardOptions = {},
  ): Promise<SendResult> {
    const message = this.#at(seqs[0] ?? 0);
    if (merged && to instanceof FakeConversation) {
      const messages = seqs.flatMap((seq) => this.#at(seq) ?? []);
      return { status: "sent", message: to.say(this.#me, { content: { kind: "bundle", title, messages } }) };
    }
    if (!message || !(to instanceof FakeConversation)) {
      return { status: "kept" };
    }
    const { content, sender, sentAt } = message;
    return { status: "sent", message: to.say(this.#me, { content, forwardedFrom: { sender, sentAt } }) };
  }

  edit(seq: number, text: string, { spans = [] }: SendOptions = {}): Promise<ChangeResult> {
    const content: MessageContent = { kind: "text", text, spans };
    const before = this.#at(seq);
    if (before) {
      const versions = this.earlier.get(seq) ?? [{ seq, since: before.sentAt, content: before.content }];
      this.earlier.set(seq, [...versions, { seq: seq + versions.length, since: new Date(), content }]);
    }
    return this.#change(seq, { editCount: 1, editedAt: new Date() }, content);
  }

  delete(seq: number): Promise<ChangeResult> {
    const deletion = { actor: this.#me, deletedAt: new Date() };
    return this.#change(seq, { deletion, reactions: [], pinned: false }, { kind: "deleted" });
  }

  react(seq: number, reaction: string): Promise<ChangeResult> {
    const reactions = this.#at(seq)?.changes.reactions ?? [];
    return this.#change(seq, { reactions: [...reactions, { reaction, count: 1, mine: true }] });
  }

  unreact(seq: number, reaction: string): Promise<ChangeResult> {
    const reactions = this.#at(seq)?.changes.reactions ?? [];
    return this.#change(seq, { reactions: reactions.filter((known) => known.reaction !== reaction) });
  }

  pin(seq: number): Promise<ChangeResult> {
    return this.#change(seq, { pinned: true });
  }

  unpin(seq: number): Promise<ChangeResult> {
    return this.#change(seq, { pinned: false });
  }

  vote(seq: number, options: readonly number[]): Promise<ChangeResult> {
    const poll = this.#at(seq)?.changes.poll;
    const counts = [0, 1, 2].map((option) => (options.includes(option) ? 1 : 0));
    const votes = { counts, voterCount: Math.sign(options.length), mine: options };
    return this.#change(seq, { poll: { closedAt: poll?.closedAt, closedBy: poll?.closedBy, ...votes } });
  }

  closePoll(seq: number): Promise<ChangeResult> {
    const poll = this.#at(seq)?.changes.poll ?? { counts: [], voterCount: 0, mine: [] };
    return this.#change(seq, { poll: { ...poll, closedAt: new Date(), closedBy: this.#me } });
  }

  async pollVoters(seq: number): Promise<Page<PollVoter>> {
    const { mine = [] } = this.#at(seq)?.changes.poll ?? {};
    return { items: [{ user: this.#me, options: mine }], next: undefined };
  }

  async pins(): Promise<readonly PinnedMessage[]> {
    return this.timeline.items.flatMap((item) =>
      item.type === "message" && item.changes.pinned
        ? [{ message: item, pinnedBy: this.#me, pinnedAt: new Date() }]
        : [],
    );
  }

  #at(seq: number): Message | undefined {
    const found = this.timeline.items.find((item) => item.seq === seq);
    return found?.type === "message" ? found : undefined;
  }

  async #change(seq: number, change: Partial<MessageChanges>, content?: MessageContent): Promise<ChangeResult> {
    const before = this.#at(seq);
    if (before) {
      const changes = { ...before.changes, seq: before.changes.seq + 1, ...change };
      const message = { ...before, changes, content: content ?? before.content };
      const items = this.timeline.items.map((item) => (item === before ? message : item));
      this.timeline = { ...this.timeline, items };
      this.emit("timeline", this.timeline);
      this.emit("messageChanged", message);
      this.emit("pinsChanged", this);
    }
    return { status: "done" };
  }

  async retry(clientMessageId: string): Promise<SendResult> {
    this.retried.push(clientMessageId);
    return { status: "kept" };
  }

  discard(clientMessageId: string): void {
    const items = this.timeline.items.filter(
      (item) => item.type !== "message" || item.clientMessageId !== clientMessageId,
    );
    this.timeline = { ...this.timeline, items };
    this.emit("timeline", this.timeline);
  }

  async loadOlder(_count?: number): Promise<boolean> {
    return false;
  }

  async loadNewer(_count?: number): Promise<boolean> {
    return false;
  }

  async toNewest(): Promise<void> {}

  async loadAround(_seq: number): Promise<boolean> {
    return false;
  }

  trim(_count: number, _keep?: "newest" | "oldest"): void {}

  async search({ sender, kind }: MessageQuery): Promise<Page<Message>> {
    const isFound = (item: TimelineItem): item is Message =>
      item.type === "message" && (!sender || item.sender === sender) && (!kind || item.content.kind === kind);
    return { items: this.timeline.items.filter(isFound).reverse(), next: undefined };
  }

  /** The messages that mention a user, newest first. */
  mentionsOf(user: UserId): readonly Message[] {
    const isIt = (item: TimelineItem): item is Message =>
      item.type === "message" &&
      item.content.kind === "text" &&
      item.content.spans.some((span) => span.style === "mention" && span.user === user);
    return this.timeline.items.filter(isIt).reverse();
  }

  async reactors(seq: number): Promise<Page<Reactor>> {
    const reactions = this.#at(seq)?.changes.reactions ?? [];
    return { items: reactions.map(({ reaction }) => ({ user: this.#me, reaction })), next: undefined };
  }

  /** Who asks to join. */
  waiting: readonly JoinRequest[] = [];

  /** Who is told to have read everything. */
  reading: MessageReaders = { readers: [], addressedCount: 0, deliveredCount: 0 };

  async readers(_seq: number): Promise<MessageReaders> {
    return this.reading;
  }

  /** What messages said before, by seq. */
  readonly earlier = new Map<number, readonly MessageVersion[]>();

  async versions(seq: number): Promise<readonly MessageVersion[]> {
    return this.earlier.get(seq) ?? [];
  }

  savedDraft: SavedDraft | undefined;

  saveDraft(text: string, replyTo?: number): void {
    this.savedDraft = text === "" ? undefined : { text, replyTo, savedAt: new Date() };
  }

  async mute(until: Date | "for-good" | undefined): Promise<void> {
    this.#restate({ mutedUntil: until });
  }

  async hide(_seqs: readonly number[]): Promise<void> {}

  async moveTo(section: InboxSection): Promise<void> {
    this.#restate({ section, pinnedAt: section === "pinned" ? new Date() : undefined });
  }

  markRead(seq = this.snapshot.lastSeq): void {
    this.#restate({ readSeq: seq, unreadCount: 0 });
  }

  typing(): void {}
}

function textOf(content: MessageContent): string {
  return content.kind === "text" ? content.text : "";
}

function groupOf(members: readonly GroupMember[], conversation: FakeConversation, isChannel: boolean): Group {
  const done = async () => undefined;
  const ofMembers = isChannel ? ["react", "leave"] : ["send", "react", "see-members", "leave"];
  return {
    members: async () => members,
    add: done,
    remove: done,
    leave: done,
    setRole: done,
    mute: done,
    ban: done,
    unban: done,
    transfer: done,
    updateInfo: done,
    updateSettings: done,
    dissolve: done,
    announce: done,
    invite: async () => Promise.reject(new Error("not in the fake")),
    invites: async () => [],
    revokeInvite: done,
    joinRequests: async () => conversation.waiting,
    approve: done,
    decline: done,
    may: (permission) =>
      conversation.snapshot.group?.role === "owner" ? permission !== "leave" : ofMembers.includes(permission),
  };
}

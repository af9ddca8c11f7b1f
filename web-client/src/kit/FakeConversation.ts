import type {
  Conversation,
  ConversationEvents,
  ConversationSnapshot,
  Draft,
  Group,
  GroupEvent,
  GroupMember,
  GroupView,
  Message,
  MessageStatus,
  SendResult,
  Timeline,
  TimelineItem,
  UserId,
} from "@warbler/sdk";
import { Emitter } from "./Emitter";

interface Seed {
  readonly id: string;
  readonly me: UserId;
  readonly peer?: UserId;
  readonly view?: GroupView;
  readonly members?: readonly GroupMember[];
}

/** A conversation in memory, for tests of components and for looking at them. */
export class FakeConversation extends Emitter<ConversationEvents> implements Conversation {
  readonly id: string;
  readonly kind: "direct" | "group";
  readonly peer: UserId | undefined;
  readonly group: Group | undefined;
  readonly retried: string[] = [];
  timeline: Timeline = { items: [], hasOlder: false, catchingUp: false };
  snapshot: ConversationSnapshot;
  typingUsers: readonly UserId[] = [];
  readonly #me: UserId;
  #changed: () => void = () => undefined;

  constructor({ id, me, peer, view, members = [] }: Seed) {
    super();
    this.id = id;
    this.#me = me;
    this.peer = peer;
    this.kind = peer === undefined ? "group" : "direct";
    this.group = peer === undefined ? groupOf(members, () => this.snapshot.group) : undefined;
    this.snapshot = {
      id,
      kind: this.kind,
      peer,
      lastSeq: 0,
      lastMessage: undefined,
      lastActivityAt: undefined,
      unreadCount: 0,
      readSeq: 0,
      peerReadSeq: 0,
      group: view,
    };
  }

  /** Called whenever the snapshot was replaced. */
  whenChanged(changed: () => void): void {
    this.#changed = changed;
  }

  /** Somebody says something. */
  say(sender: UserId, text: string, sentAt = new Date(), status?: MessageStatus): Message {
    const seq = this.timeline.items.length + 1;
    const isOwn = sender === this.#me;
    const isPending = status === "sending" || status === "failed";
    const message: Message = {
      type: "message",
      key: `m${seq}`,
      conversation: this.id,
      seq: isPending ? undefined : seq,
      ordinal: isPending ? undefined : seq,
      sender,
      clientMessageId: `m${seq}`,
      sentAt,
      content: { kind: "text", text },
      status: status ?? (isOwn ? "sent" : "received"),
      failure: status === "failed" ? { code: "DIRECT_NOT_ALLOWED", detail: "" } : undefined,
    };
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

  async send(draft: string | Draft): Promise<SendResult> {
    const message = this.say(this.#me, typeof draft === "string" ? draft : draft.text);
    return { status: "sent", message };
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

  async loadOlder(): Promise<boolean> {
    return false;
  }

  async loadBackTo(): Promise<void> {}

  trim(): void {}

  markRead(seq = this.snapshot.lastSeq): void {
    this.#restate({ readSeq: seq, unreadCount: 0 });
  }

  typing(): void {}
}

function groupOf(members: readonly GroupMember[], view: () => GroupView | undefined): Group {
  const done = async () => undefined;
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
    may: (permission) =>
      view()?.role === "owner" ? permission !== "leave" : permission === "send" || permission === "leave",
  };
}

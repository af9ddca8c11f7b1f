import type { Message } from "@warbler/sdk";
import { FakeConversation, plainMessage } from "./FakeConversation";

const PAGE = 50;
const BEGINNING = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
/** As long as a store takes to read a page, or longer. */
const READING_MS = 5;
/** Runs of one sender, and lines of one message. */
const RUN = 4;
const LINES = 5;

/** A conversation of any length, of which the newest part is loaded at first; as in the SDK, more is when it is asked for. */
export class LongConversation extends FakeConversation {
  readonly #me: string;
  readonly #count: number;
  #from: number;
  #to: number;

  constructor(me: string, peer: string, count: number) {
    super({ id: `d-${peer}`, me, peer });
    this.#me = me;
    this.#count = count;
    this.#from = count - PAGE;
    this.#to = count;
    const lastMessage = this.#message(count);
    const lastActivityAt = lastMessage.sentAt;
    this.snapshot = { ...this.snapshot, lastSeq: count, lastMessage, lastActivityAt, readSeq: count };
    this.#show(this.#from, this.#to);
  }

  /** Shows the items after one position up to another; those that were there stay the same objects. */
  #show(from: number, to: number): void {
    const bySeq = new Map(this.timeline.items.map((item) => [item.seq, item]));
    const items = Array.from({ length: to - from }, (_, index) => {
      const seq = from + index + 1;
      return bySeq.get(seq) ?? this.#message(seq);
    });
    this.#from = from;
    this.#to = to;
    this.timeline = { items, hasOlder: from > 0, hasNewer: to < this.#count, catchingUp: false };
    this.emit("timeline", this.timeline);
  }

  #message(seq: number): Message {
    const lines = Array.from({ length: 1 + (seq % LINES) }, (_, line) => `message ${seq}, line ${line + 1}`);
    const isOwn = Math.floor(seq / RUN) % 2 === 0;
    return plainMessage({
      key: `m${seq}`,
      conversation: this.id,
      seq,
      ordinal: seq,
      sender: isOwn ? this.#me : (this.peer ?? ""),
      status: isOwn ? "sent" : "received",
      content: { kind: "text", text: lines.join("\n"), spans: [] },
      sentAt: new Date(BEGINNING + seq * MINUTE_MS),
    });
  }

  override async loadOlder(count = PAGE): Promise<boolean> {
    await reading();
    this.#show(Math.max(0, this.#from - count), this.#to);
    return this.#from > 0;
  }

  override async loadNewer(count = PAGE): Promise<boolean> {
    await reading();
    this.#show(this.#from, Math.min(this.#count, this.#to + count));
    return this.#to < this.#count;
  }

  override async toNewest(): Promise<void> {
    this.#show(this.#count - PAGE, this.#count);
  }

  override async loadAround(seq: number): Promise<boolean> {
    if (seq > this.#count) {
      return false;
    }
    if (seq <= this.#from || seq > this.#to) {
      await reading();
      this.#show(Math.max(0, seq - PAGE), Math.min(this.#count, seq + PAGE - 1));
    }
    return true;
  }

  override trim(count: number, keep: "newest" | "oldest" = "newest"): void {
    const left = Math.min(count, this.#to - this.#from);
    if (keep === "newest") {
      this.#show(this.#to - left, this.#to);
    } else {
      this.#show(this.#from, this.#from + left);
    }
  }
}

function reading(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, READING_MS));
}

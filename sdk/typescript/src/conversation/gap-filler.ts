import type { ConversationId } from '../api.js';
import type { Connection } from '../link/connection.js';
import type { Tuning } from '../tuning.js';
import type { History } from '../wire/generated.js';
import { mergePlaces } from '../wire/items.js';
import type { LiveConversation } from './live-conversation.js';

const MOST_AT_ONCE = 8;
const PAGE = 100;

interface Fill {
  /** A range is being read, or will be when its pause is over. */
  busy: boolean;
  failures: number;
}

/** Reads what is missing below what is known, one page after the other, a few conversations at a time. */
export class GapFiller {
  private connection: Connection | undefined;
  private fills = new Map<ConversationId, Fill>();
  private reading = 0;

  constructor(
    private readonly conversations: Iterable<LiveConversation>,
    private readonly tuning: Tuning,
  ) {}

  /** The sync of this connection is done; what it left out is read now. */
  synced(live: Connection): void {
    this.connection = live;
    this.fills = new Map();
    this.reading = 0;
    this.checkAll();
  }

  offline(): void {
    this.connection = undefined;
  }

  /** A live frame came: what is missing below it may still come by itself. */
  checkSoon(conversation: LiveConversation): void {
    const live = this.connection;
    if (live !== undefined && conversation.view.isMissing) {
      setTimeout(() => {
        if (live === this.connection) {
          this.check(conversation);
        }
      }, this.tuning.gapPatience);
    }
  }

  /** Reads what the conversation lacks, if anything. */
  check(conversation: LiveConversation): void {
    const live = this.connection;
    conversation.setCatchingUp(conversation.view.isMissing);
    const fill = this.fills.get(conversation.id) ?? { busy: false, failures: 0 };
    if (live === undefined || fill.busy || !conversation.view.isMissing || this.reading >= MOST_AT_ONCE) {
      return;
    }
    this.fills.set(conversation.id, fill);
    fill.busy = true;
    this.reading++;
    void this.read(live, conversation, fill);
  }

  private async read(live: Connection, conversation: LiveConversation, fill: Fill): Promise<void> {
    const before = conversation.view.held;
    const page = await this.page(live, conversation);
    if (live !== this.connection) {
      return;
    }
    this.reading--;
    if (page !== undefined) {
      conversation.knows(Number(page.lastSeq));
      conversation.takePage(mergePlaces(page.messages, page.events));
    }
    if (conversation.view.held.seq === before.seq) {
      this.again(live, conversation, fill);
    } else {
      fill.busy = false;
      fill.failures = 0;
    }
    this.checkAll();
  }

  private async page(live: Connection, conversation: LiveConversation): Promise<History | undefined> {
    const { seq, ordinal } = conversation.view.held;
    const after = { conversation: conversation.id, seq: BigInt(seq), ordinal: BigInt(ordinal) };
    const value = { conversation: conversation.id, from: { case: 'after', value: after } as const, limit: PAGE };
    try {
      const answer = await live.request({ case: 'readHistory', value }, this.tuning.askTimeout);
      return answer.case === 'history' ? answer.value : undefined;
    } catch {
      return undefined;
    }
  }

  /** The reader could not see it yet, or did not answer. */
  private again(live: Connection, conversation: LiveConversation, fill: Fill): void {
    setTimeout(() => {
      if (live === this.connection) {
        fill.busy = false;
        this.check(conversation);
      }
    }, this.tuning.quick.delay(fill.failures++));
  }

  private checkAll(): void {
    for (const conversation of this.conversations) {
      this.check(conversation);
    }
  }
}

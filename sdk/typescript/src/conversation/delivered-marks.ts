import type { Connection } from '../link/connection.js';
import type { Tuning } from '../tuning.js';
import { type Answer, category } from '../wire/frames.js';
import { ErrorCode } from '../wire/generated.js';
import type { LiveConversation } from './live-conversation.js';

interface Mark {
  failures: number;
}

/** At once and unanswered: few beside what the server lets a connection ask, and fewer than it forgives faulty frames. */
const MOST_IN_FLIGHT = 8;

/** Says how far this client has what others sent: the highest seq of a moment, seldom, and not what was read meanwhile. */
export class DeliveredMarks {
  private readonly marks = new Map<LiveConversation, Mark>();
  /** Whose turn it is, in this order. */
  private readonly due = new Map<LiveConversation, Mark>();
  private inFlight = 0;
  private connection: Connection | undefined;

  constructor(private readonly tuning: Tuning) {}

  online(live: Connection): void {
    this.connection = live;
    this.due.clear();
    this.inFlight = 0;
    for (const [conversation, mark] of this.marks) {
      this.later(live, conversation, mark, this.spread(conversation));
    }
  }

  offline(): void {
    this.connection = undefined;
  }

  /** The client has all of the conversation up to where it is held. */
  received(conversation: LiveConversation): void {
    // of a channel nobody says so
    if (conversation.isChannel || !owes(conversation) || this.marks.has(conversation)) {
      return;
    }
    const mark = { failures: 0 };
    this.marks.set(conversation, mark);
    const live = this.connection;
    if (live !== undefined) {
      this.later(live, conversation, mark, this.tuning.coalesceMarks + this.spread(conversation));
    }
  }

  /** What a message makes all members of a group do, they do not do all at once. */
  private spread(conversation: LiveConversation): number {
    return conversation.kind === 'group' ? Math.random() * this.tuning.spreadGroupMarks : 0;
  }

  private later(live: Connection, conversation: LiveConversation, mark: Mark, delay: number): void {
    setTimeout(() => {
      if (live === this.connection) {
        this.due.set(conversation, mark);
        this.sendDue(live);
      }
    }, delay);
  }

  private sendDue(live: Connection): void {
    for (const [conversation, mark] of this.due) {
      if (this.inFlight === MOST_IN_FLIGHT) {
        return;
      }
      this.due.delete(conversation);
      if (owes(conversation)) {
        this.inFlight++;
        void this.send(live, conversation, mark);
      } else {
        this.marks.delete(conversation);
      }
    }
  }

  private async send(live: Connection, conversation: LiveConversation, mark: Mark): Promise<void> {
    const { seq } = conversation.view.held;
    const value = { conversation: conversation.id, seq: BigInt(seq) };
    const answer: Answer | undefined = await live
      .request({ case: 'markDelivered', value }, this.tuning.askTimeout)
      .catch(() => undefined);
    if (live !== this.connection) {
      return;
    }
    this.inFlight--;
    if (isRefusedForGood(answer)) {
      // the node is older than the frame: all of it is said on a later connection, to one that is not
      this.connection = undefined;
      return;
    }
    if (isSaid(answer)) {
      mark.failures = 0;
      conversation.summary.unread.saidDelivered(seq);
      conversation.standsAnew();
      // what comes in this time is said then
      this.later(live, conversation, mark, this.tuning.betweenDeliveredMarks);
    } else {
      this.later(live, conversation, mark, this.tuning.quick.delay(mark.failures++));
    }
    this.sendDue(live);
  }
}

/** The server does not know yet of something that this client has without a gap. */
function owes(conversation: LiveConversation): boolean {
  return conversation.summary.owesDelivery(conversation.view.held.seq);
}

/** The server knows it, or there is nothing to know: the user is no member any more. */
function isSaid(answer: Answer | undefined): boolean {
  return (
    answer?.case === 'markedRead' || (answer?.case === 'error' && answer.value.code === ErrorCode.CONVERSATION_UNKNOWN)
  );
}

/** Repeating it on this connection would only count as a further faulty frame. */
function isRefusedForGood(answer: Answer | undefined): boolean {
  return answer?.case === 'error' && category(answer.value.code) === 1 && !isSaid(answer);
}

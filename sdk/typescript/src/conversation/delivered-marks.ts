import type { Connection } from '../link/connection.js';
import type { Tuning } from '../tuning.js';
import { type Answer, category } from '../wire/frames.js';
import type { LiveConversation } from './live-conversation.js';

interface Mark {
  failures: number;
}

/** Says how far this client has what others sent: the highest seq of a moment, seldom, and not what was read meanwhile. */
export class DeliveredMarks {
  private readonly marks = new Map<LiveConversation, Mark>();
  private connection: Connection | undefined;

  constructor(private readonly tuning: Tuning) {}

  online(live: Connection): void {
    this.connection = live;
    for (const [conversation, mark] of [...this.marks]) {
      void this.send(live, conversation, mark);
    }
  }

  offline(): void {
    this.connection = undefined;
  }

  /** The client has all of the conversation up to where it is held. */
  received(conversation: LiveConversation): void {
    if (!conversation.summary.owesDelivery || this.marks.has(conversation)) {
      return;
    }
    const mark = { failures: 0 };
    this.marks.set(conversation, mark);
    const live = this.connection;
    if (live !== undefined) {
      this.later(live, conversation, mark, this.tuning.coalesceMarks);
    }
  }

  private later(live: Connection, conversation: LiveConversation, mark: Mark, delay: number): void {
    setTimeout(() => {
      if (live === this.connection) {
        void this.send(live, conversation, mark);
      }
    }, delay);
  }

  private async send(live: Connection, conversation: LiveConversation, mark: Mark): Promise<void> {
    if (!conversation.summary.owesDelivery) {
      this.marks.delete(conversation);
      return;
    }
    const { seq } = conversation.view.held;
    const value = { conversation: conversation.id, seq: BigInt(seq) };
    const answer: Answer | undefined = await live
      .request({ case: 'markDelivered', value }, this.tuning.askTimeout)
      .catch(() => undefined);
    if (live !== this.connection) {
      return;
    }
    if (answer?.case === 'markedRead' || (answer?.case === 'error' && category(answer.value.code) === 1)) {
      conversation.summary.unread.saidDelivered(seq);
      conversation.standsAnew();
      // what comes in this time is said then
      this.later(live, conversation, mark, this.tuning.betweenDeliveredMarks);
    } else {
      this.later(live, conversation, mark, this.tuning.quick.delay(mark.failures++));
    }
  }
}

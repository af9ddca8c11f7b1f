import type { Connection } from '../link/connection.js';
import type { Tuning } from '../tuning.js';
import { type Answer, category } from '../wire/frames.js';
import type { LiveConversation } from './live-conversation.js';

interface Mark {
  readonly conversation: LiveConversation;
  seq: number;
  /** A request is on its way, or will be when its pause is over. */
  busy: boolean;
  failures: number;
}

/** Moves the user's read markers: only the highest of a moment is sent, and again until it is answered. */
export class ReadMarks {
  private readonly marks = new Map<string, Mark>();
  private connection: Connection | undefined;

  constructor(private readonly tuning: Tuning) {}

  online(live: Connection): void {
    this.connection = live;
    this.marks.forEach((mark) => {
      mark.busy = true;
      void this.send(live, mark);
    });
  }

  offline(): void {
    this.connection = undefined;
  }

  /** The marker is at least there. */
  mark(conversation: LiveConversation, seq: number): void {
    const mark = this.marks.get(conversation.id) ?? { conversation, seq, busy: false, failures: 0 };
    this.marks.set(conversation.id, mark);
    mark.seq = Math.max(mark.seq, seq);
    const live = this.connection;
    if (!mark.busy && live !== undefined) {
      mark.busy = true;
      this.later(live, mark, this.tuning.coalesceMarks);
    }
  }

  private later(live: Connection, mark: Mark, delay: number): void {
    setTimeout(() => {
      if (live === this.connection) {
        void this.send(live, mark);
      }
    }, delay);
  }

  private async send(live: Connection, mark: Mark): Promise<void> {
    const { conversation, seq } = mark;
    const value = { conversation: conversation.id, seq: BigInt(seq) };
    const answer: Answer | undefined = await live
      .request({ case: 'markRead', value }, this.tuning.askTimeout)
      .catch(() => undefined);
    if (live !== this.connection) {
      return;
    }
    if (answer?.case === 'markedRead') {
      conversation.recounted(Number(answer.value.seq), Number(answer.value.unreadCount));
    }
    if (answer?.case === 'markedRead' || (answer?.case === 'error' && category(answer.value.code) === 1)) {
      this.answered(live, mark, seq);
    } else {
      this.later(live, mark, this.tuning.quick.delay(mark.failures++));
    }
  }

  private answered(live: Connection, mark: Mark, sent: number): void {
    if (mark.seq > sent) {
      void this.send(live, mark);
    } else {
      this.marks.delete(mark.conversation.id);
    }
  }
}

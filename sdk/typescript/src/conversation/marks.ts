import type { Connection } from '../link/connection.js';
import type { Tuning } from '../tuning.js';
import { DeliveredMarks } from './delivered-marks.js';
import type { LiveConversation } from './live-conversation.js';
import { ReadMarks } from './read-marks.js';

/** The user's markers: what is read, and what this client has. */
export class Marks {
  private readonly ofRead: ReadMarks;
  private readonly ofDelivered: DeliveredMarks;

  constructor(tuning: Tuning) {
    this.ofRead = new ReadMarks(tuning);
    this.ofDelivered = new DeliveredMarks(tuning);
  }

  online(live: Connection): void {
    this.ofRead.online(live);
    this.ofDelivered.online(live);
  }

  offline(): void {
    this.ofRead.offline();
    this.ofDelivered.offline();
  }

  /** What an earlier run may not have said. */
  restore(conversations: Iterable<LiveConversation>): void {
    for (const conversation of conversations) {
      this.ofDelivered.received(conversation);
      if (conversation.unsentMark > 0) {
        this.ofRead.mark(conversation, conversation.unsentMark);
      }
    }
  }

  /** The read marker is at least there. */
  read(conversation: LiveConversation, seq: number): void {
    this.ofRead.mark(conversation, seq);
  }

  /** Something of another was let through. */
  received(conversation: LiveConversation): void {
    this.ofDelivered.received(conversation);
  }
}

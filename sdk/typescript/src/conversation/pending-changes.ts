import type { Message, UserId } from '../api.js';
import type { StoredSend } from '../store/store.js';
import { expected } from './changed.js';

interface Pending {
  readonly send: StoredSend;
  readonly target: number;
  /** Where its event stands; undefined until it is accepted. */
  acceptedSeq: number | undefined;
}

/** A stored send that is a change of a message. */
export type StoredChangeSend = StoredSend & { readonly change: NonNullable<StoredSend['change']> };

export function isChange(send: StoredSend): send is StoredChangeSend {
  return send.change !== undefined;
}

/** Changes of this client that the loaded messages do not have yet: they are shown as if they had. */
export class PendingChanges {
  private readonly byId = new Map<string, Pending>();
  /** What was shown last, so that what did not change stays the same object. */
  private readonly shown = new Map<number, { readonly base: Message; readonly message: Message }>();

  constructor(private readonly self: UserId) {}

  add(send: StoredChangeSend): void {
    this.byId.set(send.clientMessageId, { send, target: send.change.target, acceptedSeq: undefined });
    this.shown.delete(send.change.target);
  }

  /** Its event stands at `seq`; the change is shown until that was let through. */
  accepted(clientMessageId: string, seq: number): void {
    const pending = this.byId.get(clientMessageId);
    if (pending !== undefined) {
      pending.acceptedSeq = seq;
    }
  }

  /** It was refused, or its event was let through. */
  remove(clientMessageId: string): void {
    const pending = this.byId.get(clientMessageId);
    if (pending !== undefined) {
      this.byId.delete(clientMessageId);
      this.shown.delete(pending.target);
    }
  }

  /** Forgets those whose events were let through; returns their messages. */
  settleUpTo(seq: number): number[] {
    const settled = [...this.byId].filter(([, { acceptedSeq }]) => acceptedSeq !== undefined && acceptedSeq <= seq);
    settled.forEach(([id]) => {
      this.remove(id);
    });
    return settled.map(([, { target }]) => target);
  }

  /** The message as it will be. */
  over(base: Message): Message {
    const pending = [...this.byId.values()].filter(({ target }) => target === base.seq);
    if (base.seq === undefined || pending.length === 0) {
      return base;
    }
    const known = this.shown.get(base.seq);
    if (known?.base === base) {
      return known.message;
    }
    const changes = pending.flatMap(({ send }) =>
      isChange(send) ? [{ actor: this.self, happenedAt: new Date(send.writtenAt), change: send.change.change }] : [],
    );
    const message = expected(base, changes, this.self);
    this.shown.set(base.seq, { base, message });
    return message;
  }

  get isEmpty(): boolean {
    return this.byId.size === 0;
  }
}

import type { ChangeResult, Message, SendResult, UserId } from '../api.js';
import type { Told, Written } from '../conversation/host.js';
import type { LiveConversation } from '../conversation/live-conversation.js';
import { isChange } from '../conversation/pending-changes.js';
import { clientClosed } from '../errors.js';
import { randomUuid } from '../ids.js';
import type { Outbox, OutboxEvents } from '../outbox/outbox.js';
import type { FailedSend, StoredSend } from '../store/store.js';
import type { Acceptance } from '../wire/sends.js';
import { Verdicts } from './verdicts.js';

/** What sends need of the rest. */
export interface SendsHost {
  /** The conversation of a send. */
  conversationOf(send: StoredSend): LiveConversation;
  told<Name extends keyof Told>(name: Name, event: Told[Name]): void;
  /** Something of this client has its place in it. */
  accepted(conversation: LiveConversation): void;
}

/** What this user sends and changes: shown at once, given to the outbox, and told what became of it. */
export class Sends implements OutboxEvents {
  private readonly verdicts = new Verdicts();
  private readonly failed = new Map<string, StoredSend>();
  private outbox!: Outbox;
  private ended = false;

  constructor(
    private readonly self: UserId,
    readonly onFault: (fault: unknown) => void,
    private readonly host: SendsHost,
  ) {}

  /** Shows what an earlier run left unanswered or failed, in the order in which it was written. */
  begin(outbox: Outbox, failed: readonly FailedSend[]): void {
    this.outbox = outbox;
    const unanswered = outbox.unanswered().map((send) => ({ send, failure: undefined }));
    const refused = failed.map(({ send, code, detail }) => ({ send, failure: { code, detail } }));
    [...unanswered, ...refused]
      .sort((a, b) => a.send.writtenAt - b.send.writtenAt)
      .forEach(({ send, failure }) => {
        if (isChange(send)) {
          this.host.conversationOf(send).changing.begin(send);
          return;
        }
        if (failure !== undefined) {
          this.failed.set(send.clientMessageId, send);
        }
        this.host.conversationOf(send).echo(send, failure);
      });
  }

  /** The message is shown before this returns. */
  async send(conversation: LiveConversation, written: Written): Promise<SendResult> {
    const send = this.add(conversation, written);
    const verdict = this.verdicts.ofSend(send.clientMessageId);
    const message = conversation.echo(send);
    conversation.emit('message', message);
    this.host.told('message', message);
    return verdict;
  }

  /** The change is shown before this returns. */
  async change(conversation: LiveConversation, written: Written): Promise<ChangeResult> {
    const send = this.add(conversation, written);
    const verdict = this.verdicts.ofChange(send.clientMessageId);
    if (isChange(send)) {
      conversation.changing.begin(send);
    }
    return verdict;
  }

  retry(conversation: LiveConversation, message: Message): Promise<SendResult> {
    const send = this.failed.get(message.clientMessageId);
    this.discard(message);
    if (send === undefined) {
      return Promise.reject(new RangeError(`message ${message.clientMessageId} (expected: one of ${this.self})`));
    }
    const { content, replyTo, forward, change } = send;
    return this.send(conversation, { content, replyTo, forward, change });
  }

  discard({ clientMessageId }: Message): void {
    this.failed.delete(clientMessageId);
    this.outbox.forgetFailed(clientMessageId);
  }

  onAccepted(send: StoredSend, acceptance: Acceptance): void {
    const conversation = this.host.conversationOf(send);
    if (isChange(send)) {
      conversation.changing.accepted(send, acceptance);
      this.verdicts.changed(send, { status: 'done' });
    } else {
      this.verdicts.sent(send, { status: 'sent', message: conversation.accepted(send, acceptance) });
    }
    this.host.accepted(conversation);
  }

  onRefused(send: StoredSend, code: string, detail: string): void {
    const conversation = this.host.conversationOf(send);
    if (isChange(send)) {
      const isSo = code === 'MESSAGE_UNCHANGED';
      conversation.changing.refused(send, isSo ? undefined : { code, detail });
      this.verdicts.changed(send, isSo ? { status: 'done' } : { status: 'failed', code, detail });
      return;
    }
    const message = conversation.refused(send, { code, detail });
    this.failed.set(send.clientMessageId, send);
    this.outbox.saveFailed({ send, code, detail });
    this.verdicts.sent(send, { status: 'failed', message, code, detail });
  }

  /** Nothing more is taken. */
  stop(): void {
    this.ended = true;
  }

  /** Nothing more is heard; the store keeps what has no verdict. */
  end(): void {
    this.verdicts.end();
  }

  private add({ id, peer }: LiveConversation, written: Written): StoredSend {
    if (this.ended) {
      throw clientClosed();
    }
    const draft = { ...written, conversation: id, user: peer, clientMessageId: randomUuid(), writtenAt: Date.now() };
    this.outbox.add(draft);
    return { ...draft, outbox: '', number: 0 };
  }
}

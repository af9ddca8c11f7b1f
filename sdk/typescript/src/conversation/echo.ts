import type { Message, UserId } from '../api.js';
import type { StoredSend } from '../store/store.js';
import { messageKey, UNCHANGED } from '../wire/items.js';
import type { Acceptance } from '../wire/sends.js';

/** Why a send was finally refused. */
export type Failure = NonNullable<Message['failure']>;

/** A send as it is shown before it has its verdict; with a failure, after it was refused. */
export function echoOf(send: StoredSend, self: UserId, failure?: Failure): Message {
  const preview = send.forward?.preview;
  return {
    type: 'message',
    key: messageKey(self, send.clientMessageId, 0),
    conversation: send.conversation,
    seq: undefined,
    ordinal: undefined,
    sender: self,
    clientMessageId: send.clientMessageId,
    sentAt: new Date(send.writtenAt),
    content: send.content ?? preview?.content ?? { kind: 'unsupported' },
    status: failure === undefined ? 'sending' : 'failed',
    failure,
    replyTo: send.replyTo,
    forwardedFrom: preview?.forwardedFrom,
    changes: UNCHANGED,
    pendingChanges: [],
  };
}

/** The same once the server has accepted it. */
export function acceptedEcho(echo: Message, { seq, ordinal, at }: Acceptance): Message {
  return { ...echo, seq, ordinal, sentAt: at, status: 'sent', failure: undefined };
}

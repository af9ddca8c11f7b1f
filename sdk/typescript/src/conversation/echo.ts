import type { Message, UserId } from '../api.js';
import type { StoredSend } from '../store/store.js';
import type { SendAck } from '../wire/generated.js';
import { messageKey } from '../wire/items.js';

/** Why a send was finally refused. */
export type Failure = NonNullable<Message['failure']>;

/** A send as it is shown before it has its verdict; with a failure, after it was refused. */
export function echoOf(send: StoredSend, self: UserId, failure?: Failure): Message {
  return {
    type: 'message',
    key: messageKey(self, send.clientMessageId, 0),
    conversation: send.conversation,
    seq: undefined,
    ordinal: undefined,
    sender: self,
    clientMessageId: send.clientMessageId,
    sentAt: new Date(send.writtenAt),
    content: { kind: 'text', text: send.text },
    status: failure === undefined ? 'sending' : 'failed',
    failure,
  };
}

/** The same once the server has accepted it. */
export function acceptedEcho(echo: Message, ack: SendAck): Message {
  return {
    ...echo,
    seq: Number(ack.seq),
    ordinal: Number(ack.ordinal),
    sentAt: new Date(Number(ack.sentAtMs)),
    status: 'sent',
    failure: undefined,
  };
}

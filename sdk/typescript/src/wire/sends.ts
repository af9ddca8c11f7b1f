import { hexToBytes } from '@noble/hashes/utils.js';
import type { StoredSend } from '../store/store.js';
import { toWireChange } from './changes.js';
import { toBody } from './content.js';
import type { Answer, Request } from './frames.js';
import { toTime } from './times.js';

/** The server has taken a send or a change. */
export interface Acceptance {
  readonly conversation: string;
  /** Where the message or the event stands. */
  readonly seq: number;
  /** Of the message; of an event: messages before it. */
  readonly ordinal: number;
  readonly at: Date;
}

/** Undefined when the answer accepts nothing. */
export function toAcceptance(answer: Answer): Acceptance | undefined {
  if (answer.case === 'ack') {
    const { conversation, seq, ordinal, sentAtMs } = answer.value;
    return { conversation, seq: Number(seq), ordinal: Number(ordinal), at: toTime(sentAtMs) };
  }
  if (answer.case === 'messageChanged') {
    const { conversation, seq, ordinal, changedAtMs } = answer.value;
    return { conversation, seq: Number(seq), ordinal: Number(ordinal), at: toTime(changedAtMs) };
  }
  return undefined;
}

/** The frame that asks for a send or a change; the same every time. */
export function frameOf(send: StoredSend): Request {
  const numbered = {
    to: addressOf(send),
    outbox: hexToBytes(send.outbox),
    number: BigInt(send.number),
    clientMessageId: send.clientMessageId,
  };
  if (send.change !== undefined) {
    const change = toWireChange(send.change.target, send.change.change);
    return { case: 'changeMessage', value: { ...numbered, change } };
  }
  if (send.forward !== undefined) {
    const { conversation, seqs, merged, title } = send.forward;
    return { case: 'send', value: { ...numbered, forward: { conversation, seqs: seqs.map(BigInt), merged, title } } };
  }
  const body = send.content === undefined ? {} : { body: toBody(send.content) };
  return { case: 'send', value: { ...numbered, ...body, replyTo: BigInt(send.replyTo?.seq ?? 0) } };
}

function addressOf({ user, conversation }: StoredSend) {
  return user === undefined
    ? ({ case: 'conversation', value: conversation } as const)
    : ({ case: 'user', value: user } as const);
}

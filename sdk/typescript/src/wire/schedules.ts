import type { MessageInitShape } from '@bufbuild/protobuf';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Page, PageOptions, SendableContent } from '../api.js';
import type { ScheduledSend } from '../unsent.js';
import { toBody, toContent } from './content.js';
import { codeName, type Request } from './frames.js';
import * as wire from './generated.js';
import { toTime } from './times.js';

const STATES: Readonly<Record<number, ScheduledSend['state'] | undefined>> = {
  [wire.ScheduledSendState.WAITING]: 'waiting',
  [wire.ScheduledSendState.SENDING]: 'sending',
  [wire.ScheduledSendState.SENT]: 'sent',
  [wire.ScheduledSendState.REFUSED]: 'refused',
  [wire.ScheduledSendState.CANCELLED]: 'cancelled',
};

/** What is to be sent, where and when. */
export interface Scheduling {
  readonly schedule: string;
  readonly to: NonNullable<MessageInitShape<typeof wire.ScheduledContentSchema>['to']>;
  readonly content: SendableContent;
  readonly replyTo: number | undefined;
  readonly dueAt: Date;
  /** Of a change: as it was seen. */
  readonly seen: ScheduledSend | undefined;
}

export function toScheduled(scheduled: wire.ScheduledSend): ScheduledSend {
  const { content } = scheduled;
  return {
    schedule: scheduled.schedule,
    conversation: scheduled.conversation,
    dueAt: toTime(scheduled.dueAtMs),
    state: STATES[scheduled.state] ?? 'unknown',
    reason: scheduled.reason === wire.ErrorCode.ERROR_CODE_UNSPECIFIED ? undefined : codeName(scheduled.reason),
    seq: scheduled.seq === 0n ? undefined : Number(scheduled.seq),
    updatedAt: toTime(scheduled.updatedAtMs),
    content: content?.body === undefined ? undefined : toContent(wire.MessageKind.UNSPECIFIED, content.body),
    replyTo: content === undefined || content.replyTo === 0n ? undefined : Number(content.replyTo),
  };
}

/** A page; its cursor is bytes, and a text for the application. */
export function toScheduledPage({ scheduledSends, next }: wire.ScheduledSends): Page<ScheduledSend> {
  return { items: scheduledSends.map(toScheduled), next: next.length === 0 ? undefined : bytesToHex(next) };
}

/** The frame that asks for a page. */
export function pageFrame({ limit = 0, cursor = '' }: PageOptions): Request {
  return { case: 'readScheduledSends', value: { limit, cursor: hexToBytes(cursor) } };
}

/** The frame that asks for it. */
export function scheduleFrame({ schedule, to, content, replyTo = 0, dueAt, seen }: Scheduling): Request {
  return {
    case: 'scheduleSend',
    value: {
      schedule,
      dueAtMs: BigInt(dueAt.getTime()),
      content: { to, body: toBody(content), replyTo: BigInt(replyTo) },
      seenUpdatedAtMs: BigInt(seen?.updatedAt.getTime() ?? 0),
    },
  };
}

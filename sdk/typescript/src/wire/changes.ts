import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ConversationId, UserId } from '../api.js';
import type { MessageChange, SendableContent } from '../message.js';
import { toBody, toContent } from './content.js';
import * as wire from './generated.js';
import { toTally } from './polls.js';
import { toTime } from './times.js';

/** A change of a message as it took effect. */
export interface ChangeEvent {
  readonly conversation: ConversationId;
  /** Where the event stands. */
  readonly seq: number;
  /** The message. */
  readonly target: number;
  readonly actor: UserId;
  readonly happenedAt: Date;
  readonly change: MessageChange;
}

/** Undefined: it is about a message that the user may not see, or of a kind that this client does not know. */
export function toChangeEvent(event: wire.Event): ChangeEvent | undefined {
  const asked = event.messageChange;
  const change = asked === undefined ? undefined : toChange(asked.what);
  if (asked === undefined || change === undefined) {
    return undefined;
  }
  return {
    conversation: event.conversation,
    seq: Number(event.seq),
    target: Number(asked.targetSeq),
    actor: event.actor,
    happenedAt: toTime(event.happenedAtMs),
    change,
  };
}

function toChange(what: wire.MessageChange['what']): MessageChange | undefined {
  switch (what.case) {
    case 'edited': {
      // without a body: deleted since, the event of which follows
      const { body } = what.value;
      return {
        kind: 'edited',
        content: body === undefined ? { kind: 'deleted' } : toContent(wire.MessageKind.UNSPECIFIED, body),
      };
    }
    case 'deleted':
      return { kind: 'deleted' };
    case 'reactionAdded':
      return { kind: 'reaction-added', reaction: what.value.reaction };
    case 'reactionRemoved':
      return { kind: 'reaction-removed', reaction: what.value.reaction };
    case 'pinned':
      return { kind: 'pinned' };
    case 'unpinned':
      return { kind: 'unpinned' };
    case 'pollVoted': {
      const { options, tally } = what.value;
      return { kind: 'poll-voted', options, tally: tally === undefined ? undefined : toTally(tally) };
    }
    case 'pollClosed':
      return { kind: 'poll-closed' };
    case undefined:
      return undefined;
  }
}

/** What a change of this client asks for. */
export function toWireChange(target: number, change: MessageChange): MessageInitShape<typeof wire.MessageChangeSchema> {
  return { targetSeq: BigInt(target), what: toWhat(change) };
}

function toWhat(change: MessageChange): NonNullable<MessageInitShape<typeof wire.MessageChangeSchema>['what']> {
  switch (change.kind) {
    case 'edited':
      return { case: 'edited', value: { body: toBody(change.content as SendableContent) } };
    case 'deleted':
      return { case: 'deleted', value: {} };
    case 'reaction-added':
      return { case: 'reactionAdded', value: { reaction: change.reaction } };
    case 'reaction-removed':
      return { case: 'reactionRemoved', value: { reaction: change.reaction } };
    case 'pinned':
      return { case: 'pinned', value: {} };
    case 'unpinned':
      return { case: 'unpinned', value: {} };
    case 'poll-voted':
      return { case: 'pollVoted', value: { options: [...change.options] } };
    case 'poll-closed':
      return { case: 'pollClosed', value: {} };
  }
}

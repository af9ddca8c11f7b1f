import type { MessageInitShape } from '@bufbuild/protobuf';
import type { PollContent, PollResult, PollTally } from '../message.js';
import type * as wire from './generated.js';
import type { PollContentSchema } from './generated.js';
import { timeOrNone } from './times.js';

export function toPoll({ question, options, multiple, anonymous, closesAtMs }: wire.PollContent): PollContent {
  return { kind: 'poll', question, options, multiple, anonymous, closesAt: timeOrNone(closesAtMs) };
}

export function toWirePoll(poll: PollContent): MessageInitShape<typeof PollContentSchema> {
  const { question, options, multiple, anonymous, closesAt } = poll;
  return { question, options: [...options], multiple, anonymous, closesAtMs: BigInt(closesAt?.getTime() ?? 0) };
}

export function toTally({ counts, voterCount }: wire.PollTally): PollTally {
  return { counts, voterCount };
}

export function toPollResult({ tally, mine, closedAtMs, closedBy }: wire.PollResult): PollResult {
  return {
    ...(tally === undefined ? { counts: [], voterCount: 0 } : toTally(tally)),
    mine,
    closedAt: timeOrNone(closedAtMs),
    closedBy: closedBy === '' ? undefined : closedBy,
  };
}

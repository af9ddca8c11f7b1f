import type { PollResult, PollTally, UserId } from '../api.js';
import type { ChangeBy } from './changed.js';

const NOBODY: PollResult = { counts: [], voterCount: 0, mine: [], closedAt: undefined, closedBy: undefined };

/** A poll after a vote or its end. A vote of this client has no tally: what it chose before is known. */
export function polled(before: PollResult = NOBODY, { actor, happenedAt, change }: ChangeBy, self: UserId): PollResult {
  if (change.kind === 'poll-closed') {
    return { ...before, closedAt: happenedAt, closedBy: actor };
  }
  if (change.kind !== 'poll-voted') {
    return before;
  }
  const mine = actor === self ? change.options : before.mine;
  return { ...before, ...(change.tally ?? counted(before, change.options)), mine };
}

function counted({ counts, voterCount, mine }: PollResult, chosen: readonly number[]): PollTally {
  const length = Math.max(counts.length, ...chosen.map((option) => option + 1));
  const changed = Array.from({ length }, (_, option) => {
    const more = (chosen.includes(option) ? 1 : 0) - (mine.includes(option) ? 1 : 0);
    return (counts[option] ?? 0) + more;
  });
  return { counts: changed, voterCount: voterCount + Math.sign(chosen.length) - Math.sign(mine.length) };
}

import { isHidden, united } from '../conversation/hidden-seqs.js';
import { merged } from '../conversation/settings.js';
import type { StoredConversation, StoredDraft, StoredItem } from './store.js';

/**
 * What is kept of a conversation after a tab wrote `next` over `kept`: ranges that overlap or touch are joined, of others
 * the newer stays; markers only rise; of drafts the newer stays.
 */
export function joined(kept: StoredConversation | undefined, next: StoredConversation): StoredConversation {
  if (kept === undefined) {
    return next;
  }
  const [older, newer] = next.held.seq >= kept.held.seq ? [kept, next] : [next, kept];
  const touches = newer.from.seq <= older.held.seq;
  const from = touches && older.from.seq < newer.from.seq ? older.from : newer.from;
  return {
    ...newer,
    from,
    peer: newer.peer ?? older.peer,
    knownSeq: Math.max(kept.knownSeq, next.knownSeq),
    readSeq: Math.max(kept.readSeq, next.readSeq),
    peerReadSeq: Math.max(kept.peerReadSeq, next.peerReadSeq),
    deliveredSeq: Math.max(kept.deliveredSeq ?? 0, next.deliveredSeq ?? 0),
    peerDeliveredSeq: Math.max(kept.peerDeliveredSeq ?? 0, next.peerDeliveredSeq ?? 0),
    unsentMark: next.unsentMark,
    ...newerDraft(kept, next),
    ...((kept.settings ?? next.settings) && { settings: merged(kept.settings, next.settings) }),
    ...bothHidden(kept, next),
  };
}

/** What either has hidden is hidden. */
function bothHidden(kept: StoredConversation, next: StoredConversation): Pick<StoredConversation, 'hidden'> {
  const { hidden = next.hidden } = kept;
  return hidden === undefined ? {} : { hidden: united(hidden, next.hidden ?? []) };
}

/** Of what is saved, the one that the server took last; what is not saved gives way only to what this device wrote later. */
function newerDraft(kept: StoredDraft, next: StoredDraft): StoredDraft {
  const { draft, draftWrittenAt } = next.draft === undefined || isOutdated(next, kept) ? kept : next;
  return draft === undefined ? {} : { draft, ...(draftWrittenAt !== undefined && { draftWrittenAt }) };
}

function isOutdated(next: StoredDraft, kept: StoredDraft): boolean {
  const keptAt = kept.draft?.savedAt;
  const nextAt = next.draft?.savedAt;
  if (keptAt !== undefined && nextAt !== undefined) {
    return nextAt < keptAt;
  }
  const ahead = (kept.draftWrittenAt ?? 0) - (next.draftWrittenAt ?? 0);
  // of the same writing, the one that is saved
  return keptAt === undefined ? ahead > 0 : ahead >= 0;
}

/** Whether an item lacks changes that the kept one has; what is hidden stays so. */
export function isOlder(item: StoredItem, kept: StoredItem | undefined): boolean {
  if (item.type !== 'message' || kept?.type !== 'message') {
    return false;
  }
  return isHidden(item) === isHidden(kept) ? item.changes.seq < kept.changes.seq : isHidden(kept);
}

import { merged } from '../conversation/settings.js';
import type { StoredConversation, StoredItem } from './store.js';

/**
 * What is kept of a conversation after a tab wrote `next` over `kept`: ranges that overlap or touch are joined, of others
 * the newer stays; markers only rise.
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
    unsentMark: next.unsentMark,
    ...((next.draft ?? kept.draft) && { draft: next.draft ?? kept.draft }),
    ...((kept.settings ?? next.settings) && { settings: merged(kept.settings, next.settings) }),
  };
}

/** Whether an item lacks changes that the kept one has. */
export function isOlder(item: StoredItem, kept: StoredItem | undefined): boolean {
  return item.type === 'message' && kept?.type === 'message' && item.changes.seq < kept.changes.seq;
}

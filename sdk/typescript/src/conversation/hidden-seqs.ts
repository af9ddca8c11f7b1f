import type { ConversationId, Message } from '../api.js';
import type { SeqRange, StoredItem } from '../store/store.js';
import { UNCHANGED } from '../wire/items.js';

/** Messages of a conversation that the user has hidden from themselves: to be taken out of what is kept. */
export interface Hiding {
  readonly conversation: ConversationId;
  readonly hidden: HiddenSeqs;
}

/** The seqs that the user has hidden from themselves in a conversation. A set that only grows, whoever tells of it when. */
export class HiddenSeqs {
  private all: readonly SeqRange[] = [];

  /** Rising; none touches another. */
  get ranges(): readonly SeqRange[] {
    return this.all;
  }

  /** Returns whether any of them is new. */
  add(more: readonly SeqRange[]): boolean {
    const isNews = more.some(
      ({ first, last }) => !this.all.some((known) => known.first <= first && last <= known.last),
    );
    if (isNews) {
      this.all = united(this.all, more);
    }
    return isNews;
  }

  has(seq: number): boolean {
    return this.all.some(({ first, last }) => first <= seq && seq <= last);
  }

  /** The item as the user may see it: nothing of a hidden message but its place, and no answer quotes it. */
  unseen(item: StoredItem): StoredItem {
    if (item.type === 'event') {
      return item;
    }
    const { replyTo } = item;
    if (this.has(item.seq ?? 0)) {
      return isHidden(item) ? item : hiddenOf(item);
    }
    return replyTo !== undefined && replyTo.kind !== 'hidden' && this.has(replyTo.seq)
      ? { ...item, replyTo: { seq: replyTo.seq, sender: '', kind: 'hidden', text: '' } }
      : item;
  }
}

/** Whether it keeps its place, and stands in no timeline. */
export function isHidden(item: StoredItem): boolean {
  return item.type === 'message' && item.content.kind === 'hidden';
}

/** What lies in either; what touches is one. */
export function united(some: readonly SeqRange[], others: readonly SeqRange[]): readonly SeqRange[] {
  const rising = [...some, ...others].sort((a, b) => a.first - b.first);
  const joined: SeqRange[] = [];
  for (const { first, last } of rising) {
    const before = joined.at(-1);
    if (before !== undefined && first <= before.last + 1) {
      joined[joined.length - 1] = { first: before.first, last: Math.max(before.last, last) };
    } else {
      joined.push({ first, last });
    }
  }
  return joined;
}

function hiddenOf(message: Message): Message {
  return {
    ...message,
    content: { kind: 'hidden' },
    replyTo: undefined,
    forwardedFrom: undefined,
    changes: { ...UNCHANGED, seq: message.changes.seq },
    pendingChanges: [],
  };
}

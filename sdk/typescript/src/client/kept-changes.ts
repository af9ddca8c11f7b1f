import type { UserId } from '../api.js';
import { afterChange } from '../conversation/changed.js';
import type { KeptChange } from '../conversation/host.js';
import type { StoredItem, UserStore } from '../store/store.js';

const PAGE = 500;

/**
 * The items to be written when changes are applied to them and to what is kept already: of what was deleted or hidden nothing
 * stays.
 */
export async function withChanges(
  store: UserStore,
  items: readonly StoredItem[],
  changes: readonly KeptChange[],
  self: UserId,
): Promise<readonly StoredItem[]> {
  const written = new Map(items.map((item) => [keyOf(item), item]));
  for (const change of changes) {
    const kept = await affected(store, change);
    new Map([...kept.map((item) => [keyOf(item), item] as const), ...written]).forEach((item, key) => {
      const after = applied(item, change, self);
      if (after !== item) {
        written.set(key, after);
      }
    });
  }
  return [...written.values()];
}

/** What is kept of the messages, and of what may quote them if they are gone. */
async function affected(store: UserStore, change: KeptChange): Promise<StoredItem[]> {
  const { conversation } = change;
  if ('hidden' in change) {
    const { hidden } = change;
    return keptFrom(store, conversation, hidden.ranges[0]?.first ?? 0, (item) => hidden.unseen(item) !== item);
  }
  const { target } = change;
  const found = await store.readItems(conversation, { fromSeq: target, beforeSeq: target + 1, limit: PAGE });
  if (change.change.kind !== 'deleted') {
    return [...found];
  }
  const quoting = await keptFrom(
    store,
    conversation,
    target + 1,
    (item) => item.type === 'message' && item.replyTo?.seq === target,
  );
  return [...found, ...quoting];
}

/** Those of what is kept from a seq on of which it holds. */
async function keptFrom(
  store: UserStore,
  conversation: string,
  fromSeq: number,
  isMeant: (item: StoredItem) => boolean,
): Promise<StoredItem[]> {
  const below = (beforeSeq: number) => store.readItems(conversation, { fromSeq, beforeSeq, limit: PAGE });
  const found: StoredItem[] = [];
  for (let page = await below(Number.MAX_SAFE_INTEGER); page.length > 0; page = await below(page[0]?.seq ?? 0)) {
    found.push(...page.filter(isMeant));
  }
  return found;
}

function applied(item: StoredItem, change: KeptChange, self: UserId): StoredItem {
  if (item.type === 'event' || item.conversation !== change.conversation) {
    return item;
  }
  return 'hidden' in change ? change.hidden.unseen(item) : afterChange(item, change, self);
}

function keyOf({ conversation, seq }: StoredItem): string {
  return `${conversation}/${seq ?? 0}`;
}

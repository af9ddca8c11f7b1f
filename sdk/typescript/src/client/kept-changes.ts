import type { UserId } from '../api.js';
import { afterChange } from '../conversation/changed.js';
import type { StoredItem, UserStore } from '../store/store.js';
import type { ChangeEvent } from '../wire/changes.js';

const PAGE = 500;

/** The items to be written when changes are applied to them and to what is kept already: of a deletion nothing stays. */
export async function withChanges(
  store: UserStore,
  items: readonly StoredItem[],
  changes: readonly ChangeEvent[],
  self: UserId,
): Promise<readonly StoredItem[]> {
  const written = new Map(items.map((item) => [keyOf(item), item]));
  for (const event of changes) {
    const kept = await affected(store, event);
    new Map([...kept.map((item) => [keyOf(item), item] as const), ...written]).forEach((item, key) => {
      const after = applied(item, event, self);
      if (after !== item) {
        written.set(key, after);
      }
    });
  }
  return [...written.values()];
}

/** What is kept of the message, and of what may quote it if it was deleted. */
async function affected(store: UserStore, { conversation, target, change }: ChangeEvent): Promise<StoredItem[]> {
  const of = (fromSeq: number, beforeSeq: number) => store.readItems(conversation, { fromSeq, beforeSeq, limit: PAGE });
  const found = [...(await of(target, target + 1))];
  if (change.kind !== 'deleted') {
    return found;
  }
  let page = await of(target + 1, Number.MAX_SAFE_INTEGER);
  while (page.length > 0) {
    found.push(...page.filter((item) => item.type === 'message' && item.replyTo?.seq === target));
    page = await of(target + 1, page[0]?.seq ?? 0);
  }
  return found;
}

function applied(item: StoredItem, event: ChangeEvent, self: UserId): StoredItem {
  return item.type === 'event' || item.conversation !== event.conversation ? item : afterChange(item, event, self);
}

function keyOf({ conversation, seq }: StoredItem): string {
  return `${conversation}/${seq ?? 0}`;
}

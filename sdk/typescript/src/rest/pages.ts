import type { SessionKeeper } from './session-keeper.js';

/** Reads all pages of a list; `field` holds a page's items. */
export async function readAll<T>(keeper: SessionKeeper, path: string, field: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | undefined; ;) {
    const query: string = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = (await keeper.call({ method: 'GET', path: `${path}?limit=100${query}` })) as Record<string, unknown>;
    items.push(...((page[field] ?? []) as T[]));
    cursor = page['next'] as string | undefined;
    if (cursor === undefined || cursor === '') {
      return items;
    }
  }
}

import type { Page } from "@warbler/sdk";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../i18n/errors";

/** A page of a search may be empty and have a next one; after so many of them the user is asked whether to go on. */
const EMPTY_PAGES = 5;

export interface Pages<T> {
  readonly items: readonly T[];
  readonly isBusy: boolean;
  readonly error: string | undefined;
  /** Reads the next page; undefined: there is none. */
  readonly more: (() => void) | undefined;
}

/** A list that the server tells page by page; begun anew when `read` is another. */
export function usePages<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Pages<T> {
  const { t } = useTranslation();
  const [items, setItems] = useState<readonly T[]>([]);
  const [next, setNext] = useState<string>();
  const [isBusy, setBusy] = useState(true);
  const [error, setError] = useState<string>();
  const current = useRef(read);

  const load = useCallback(
    async (cursor: string | undefined, before: readonly T[]) => {
      setBusy(true);
      setError(undefined);
      try {
        const { items: found, next: after } = await pageOf(read, cursor);
        if (current.current === read) {
          setItems([...before, ...found]);
          setNext(after);
        }
      } catch (failure) {
        if (current.current === read) {
          setError(errorText(t, failure));
        }
      }
      if (current.current === read) {
        setBusy(false);
      }
    },
    [read, t],
  );
  useEffect(() => {
    current.current = read;
    setItems([]);
    setNext(undefined);
    load(undefined, []);
  }, [read, load]);
  return { items, isBusy, error, more: next === undefined || isBusy ? undefined : () => load(next, items) };
}

async function pageOf<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  cursor: string | undefined,
): Promise<Page<T>> {
  let page = await read(cursor);
  for (let tries = 1; tries < EMPTY_PAGES && page.items.length === 0 && page.next !== undefined; tries++) {
    page = await read(page.next);
  }
  return page;
}

import { useCallback, useLayoutEffect, useRef, useState } from "react";
import type { Row } from "./rows";

export interface SteadyRows {
  readonly rows: readonly Row[];
  /** Rows came or went at the beginning: what the user sees must stay where it is. */
  readonly isShifted: boolean;
  /** To be called when nothing scrolls any more. */
  readonly onScrollEnd: () => void;
}

/**
 * The rows in steps that the list can take without moving what the user sees. Told of a change at the beginning, it counts
 * all that came as older, and until the scrolling that balances it has ended it takes every row that gets its size for one
 * above the window; so what came at the end at the same time, or comes meanwhile, waits until then.
 *
 * @param mayWait false when the end is in the window
 */
export function useSteadyRows(rows: readonly Row[], mayWait: boolean): SteadyRows {
  const given = useRef(rows);
  const [isSettling, setSettling] = useState(false);
  const first = given.current[0];
  const isShifted = first !== undefined && first.key !== rows[0]?.key;
  const steady = isShifted || isSettling ? upTo(rows, given.current.at(-1)) : rows;
  useLayoutEffect(() => {
    given.current = steady;
    // at the end, the other rows follow before anything is painted
    setSettling((settling) => (isShifted || settling) && (mayWait || !settling));
  }, [steady, isShifted, mayWait]);
  const onScrollEnd = useCallback(() => setSettling(false), []);
  return { rows: steady, isShifted, onScrollEnd };
}

/** The rows up to one of them; all when it is gone. */
function upTo(rows: readonly Row[], last: Row | undefined): readonly Row[] {
  const index = rows.findLastIndex((row) => row.key === last?.key);
  return index < 0 || index === rows.length - 1 ? rows : rows.slice(0, index + 1);
}

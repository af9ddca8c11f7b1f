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
  const joins = joinsOf(given.current, rows);
  const isShifted = joins !== undefined;
  const steady = joins ?? (isSettling ? upTo(rows, given.current.at(-1)) : rows);
  useLayoutEffect(() => {
    given.current = steady;
    // at the end, the other rows follow before anything is painted
    setSettling((settling) => (isShifted || settling) && (mayWait || !settling));
  }, [steady, isShifted, mayWait]);
  const onScrollEnd = useCallback(() => setSettling(false), []);
  return { rows: steady, isShifted, onScrollEnd };
}

/** The rows with a new beginning and the old end; undefined when the beginning is the old one, or nothing is. */
function joinsOf(given: readonly Row[], rows: readonly Row[]): readonly Row[] | undefined {
  const [first] = given;
  const [next] = rows;
  if (first === undefined || next === undefined || first.key === next.key) {
    return undefined;
  }
  const older = rows.findIndex((row) => row.key === first.key);
  const dropped = given.findIndex((row) => row.key === next.key);
  if (older < 0 && dropped < 0) {
    return undefined;
  }
  const last = given.at(-1);
  if (rows.some((row) => row.key === last?.key)) {
    return upTo(rows, last);
  }
  return older > 0 ? [...rows.slice(0, older), ...given] : given.slice(dropped);
}

/** The rows up to one of them; all when it is gone. */
function upTo(rows: readonly Row[], last: Row | undefined): readonly Row[] {
  const index = rows.findLastIndex((row) => row.key === last?.key);
  return index < 0 || index === rows.length - 1 ? rows : rows.slice(0, index + 1);
}

import type { Conversation } from "@warbler/sdk";
import { type RefObject, useCallback, useEffect } from "react";
import type { VirtualizerHandle } from "virtua";
import type { Row } from "./rows";

/** So many rows above and below the window stay. */
const KEPT_ROWS = 200;
/** Rows are let go when there are so many more than that. */
const PIECE = 100;
/** With so many rows above the window, they are let go while it still moves. */
const MOST_ABOVE = 1_000;

/**
 * Lets rows go that are far from the window, above and below: in a conversation of any length, a few hundred are in memory.
 *
 * @param isGoing all is loaded up to a place far away, where the window will be
 * @returns to be called when nothing scrolls: while something does, the list takes a row that is measured after others have
 *   gone above the window for one of these, and moves what the user sees
 */
export function useLetGo(
  conversation: Conversation,
  rows: readonly Row[],
  virtualizer: RefObject<VirtualizerHandle | null>,
  isGoing: boolean,
): () => void {
  const letGoAbove = useCallback(
    (most: number) => {
      const list = virtualizer.current;
      const above = list?.findItemIndex(list.scrollOffset) ?? 0;
      if (above > most) {
        conversation.trim(conversation.timeline.items.length - (above - KEPT_ROWS));
      }
    },
    [conversation, virtualizer],
  );
  useEffect(() => {
    const list = virtualizer.current;
    if (!list || list.viewportSize === 0 || isGoing) {
      return;
    }
    const kept = list.findItemIndex(list.scrollOffset + list.viewportSize) + 1 + KEPT_ROWS;
    if (rows.length > kept + PIECE) {
      conversation.trim(conversation.timeline.items.length - (rows.length - kept), "oldest");
    }
    letGoAbove(MOST_ABOVE);
  }, [conversation, rows, virtualizer, letGoAbove, isGoing]);
  return useCallback(() => isGoing || letGoAbove(KEPT_ROWS + PIECE), [letGoAbove, isGoing]);
}

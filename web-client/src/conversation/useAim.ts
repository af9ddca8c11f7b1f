import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";
import type { Row } from "./rows";

/** This near to the end counts as the end. */
export const END_PX = 48;
/** While the user scrolls, only the end itself does: else the list would fight a slow hand. */
const HANDLED_END_PX = 2;

/** Where the list stays while rows get their sizes. */
type Target = "end" | { readonly key: string; readonly align: "start" | "center"; readonly offset: number };

export interface Aim {
  /** Whether the list goes along with its end. */
  readonly isEnd: () => boolean;
  readonly at: (target: Target) => void;
  /** Goes there again, for something got another size. */
  readonly hold: () => void;
  readonly onScroll: () => void;
  readonly onScrollEnd: () => void;
}

/** How far the end is below the window. */
export function distanceToEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}

/**
 * Keeps the list at a place whose rows are being measured. Any scrolling by the user ends that at once.
 *
 * @param isCut the last row is not the newest
 */
export function useAim(
  rows: readonly Row[],
  isCut: boolean,
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: RefObject<VirtualizerHandle | null>,
): Aim {
  const target = useRef<Target | undefined>("end");
  const isHandled = useHandled(scroller, target);

  const hold = useCallback(() => {
    const element = scroller.current;
    const list = virtualizer.current;
    if (!element || !list || target.current === undefined) {
      return;
    }
    if (target.current === "end") {
      element.scrollTop = element.scrollHeight;
      return;
    }
    const { key, align, offset } = target.current;
    const index = rows.findIndex((row) => row.key === key);
    if (index >= 0) {
      const above = align === "center" ? (element.clientHeight - list.getItemSize(index)) / 2 : 0;
      element.scrollTop = list.getItemOffset(index) + offset - above;
    }
  }, [rows, scroller, virtualizer]);

  const at = useCallback(
    (wanted: Target) => {
      target.current = wanted;
      hold();
    },
    [hold],
  );

  const follow = useCallback(
    (within: number) => {
      const isEnd = !isCut && scroller.current !== null && distanceToEnd(scroller.current) < within;
      target.current = isEnd ? "end" : undefined;
    },
    [scroller, isCut],
  );

  const onScroll = useCallback(() => {
    if (isHandled.current) {
      follow(HANDLED_END_PX);
    } else if (target.current === undefined || target.current === "end") {
      follow(END_PX);
    }
  }, [follow, isHandled]);

  const onScrollEnd = useCallback(() => {
    isHandled.current = false;
    follow(END_PX);
  }, [follow, isHandled]);

  return { isEnd: useCallback(() => target.current === "end", []), at, hold, onScroll, onScrollEnd };
}

/** Whether the user scrolls, as far as can be known: what they do comes before the first scrolling that it causes. */
function useHandled(
  scroller: RefObject<HTMLDivElement | null>,
  target: RefObject<Target | undefined>,
): RefObject<boolean> {
  const isHandled = useRef(false);
  useEffect(() => {
    const element = scroller.current;
    const handled = () => {
      isHandled.current = true;
      target.current = target.current === "end" ? "end" : undefined;
    };
    const types = ["wheel", "touchmove", "pointerdown", "keydown"];
    for (const type of types) {
      element?.addEventListener(type, handled, { passive: true });
    }
    return () => {
      for (const type of types) {
        element?.removeEventListener(type, handled);
      }
    };
  }, [scroller, target]);
  return isHandled;
}

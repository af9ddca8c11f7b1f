import type { Message } from "@warbler/sdk";
import { useEffect, useRef } from "react";
import { useChoosing } from "./choosing";

/**
 * Keeps the focus at the messages that are chosen: what begins the choosing goes as that begins, and what ends it as that
 * ends. To be called before what ends the choosing when its conversation is left; then the focus is left, too.
 */
export function useFocusKept(chosen: ReadonlyMap<number, Message>): void {
  const last = useRef<Message>(undefined);
  useEffect(() => {
    last.current = [...chosen.values()].at(-1) ?? last.current;
  }, [chosen]);
  useEffect(() => {
    const frame = catchFocus(last.current);
    return () => {
      cancelAnimationFrame(frame);
      if (useChoosing.getState().conversation === undefined) {
        catchFocus(last.current);
      }
    };
  }, []);
}

/** Gives a focus that nothing has to a message, or to where one writes. */
function catchFocus(message: Message | undefined): number {
  // a menu or dialog that closes gives it back first, where it can
  return requestAnimationFrame(() => {
    if (document.activeElement === document.body) {
      const article = message && document.querySelector<HTMLElement>(`[data-message="${CSS.escape(message.key)}"]`);
      const place = article ?? document.querySelector<HTMLElement>("footer textarea");
      place?.focus({ preventScroll: true });
    }
  });
}

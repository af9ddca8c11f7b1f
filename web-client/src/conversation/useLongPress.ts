import { type PointerEvent, useEffect, useRef } from "react";

const LONG_MS = 500;
/** A finger that moves further scrolls. */
const STILL_PX = 10;

/** Calls when a finger rests on an element; for the element's props. */
export function useLongPress(pressed: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const from = useRef({ x: 0, y: 0 });
  const end = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    onPointerDown: (event: PointerEvent) => {
      end();
      // what is open over the element is below it in the tree of components only
      if (event.pointerType === "touch" && event.currentTarget.contains(event.target as Node)) {
        from.current = { x: event.clientX, y: event.clientY };
        timer.current = setTimeout(pressed, LONG_MS);
      }
    },
    onPointerMove: (event: PointerEvent) => {
      const { x, y } = from.current;
      if (Math.abs(event.clientX - x) > STILL_PX || Math.abs(event.clientY - y) > STILL_PX) {
        end();
      }
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

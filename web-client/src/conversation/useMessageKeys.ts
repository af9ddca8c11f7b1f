import type { Conversation, Message } from "@warbler/sdk";
import { type KeyboardEvent, useCallback } from "react";
import { openFor } from "./acting";
import { toggleChosen, useChoosing } from "./choosing";
import type { MessageRow, Row } from "./rows";
import { useMessageActions } from "./useMessageActions";
import type { Scrolling } from "./useScrolling";

/** A row that is scrolled to needs a moment until it is in the document. */
const TRIES = 10;

/** The keys of the list: arrows go from message to message, letters do something with the one that has the focus. */
export function useMessageKeys(
  conversation: Conversation,
  rows: readonly Row[],
  { scroller, virtualizer }: Scrolling,
): (event: KeyboardEvent) => void {
  const actionsFor = useMessageActions(conversation);
  const focus = useCallback(
    (key: string, tries = TRIES) => {
      const found = scroller.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(key)}"]`);
      if (found) {
        found.focus();
      } else if (tries > 0) {
        requestAnimationFrame(() => focus(key, tries - 1));
      }
    },
    [scroller],
  );
  return (event) => {
    const target = event.target as HTMLElement;
    const key = target.dataset.message;
    const isChord = event.ctrlKey || event.metaKey || event.altKey;
    if (isChord || (key === undefined && target !== scroller.current)) {
      return;
    }
    const at = rows.findIndex((row) => row.key === key);
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const next = nextMessage(rows, at, event.key === "ArrowUp" ? -1 : 1);
      if (next >= 0) {
        event.preventDefault();
        virtualizer.current?.scrollToIndex(next, { align: "nearest" });
        focus(rows[next]?.key ?? "");
      }
      return;
    }
    const row = rows[at];
    if (row?.type === "message" && act(event.key, row.message)) {
      event.preventDefault();
    }
  };

  function act(pressed: string, message: Message): boolean {
    if (useChoosing.getState().conversation === conversation.id) {
      return choose(pressed, message);
    }
    if (pressed === "Escape") {
      document.querySelector<HTMLElement>("footer textarea")?.focus();
      return true;
    }
    if (pressed === "Enter" && message.seq !== undefined) {
      openFor(message, "menu");
      return true;
    }
    const action = actionsFor(message).find(({ keys }) => keys.includes(pressed.toLowerCase()));
    action?.act();
    return action !== undefined;
  }
}

/** While messages are being chosen, the keys do that. */
function choose(pressed: string, message: Message): boolean {
  const isIt = ["x", " ", "enter"].includes(pressed.toLowerCase());
  if (isIt) {
    toggleChosen(message);
  }
  return isIt;
}

/** The next message in a direction; from the end when there was none. -1: there is none. */
function nextMessage(rows: readonly Row[], at: number, by: 1 | -1): number {
  const isMessage = (row: Row | undefined): row is MessageRow => row?.type === "message";
  let next = at < 0 ? rows.length - 1 : at + by;
  while (next >= 0 && next < rows.length && !isMessage(rows[next])) {
    next += at < 0 ? -1 : by;
  }
  return next < rows.length ? next : -1;
}

import type { Conversation } from "@warbler/sdk";
import { useLayoutEffect, useRef } from "react";
import { useSnapshot } from "../client/conversations";

/** Calls back when the user has written something here; once, however long it waits to be sent. */
export function useWritten(conversation: Conversation, written: () => void): void {
  const { lastMessage } = useSnapshot(conversation);
  const sending = lastMessage?.status === "sending" ? lastMessage.key : undefined;
  const known = useRef(sending);
  useLayoutEffect(() => {
    if (sending !== undefined && sending !== known.current) {
      known.current = sending;
      written();
    }
  }, [sending, written]);
}

import type { Conversation } from "@warbler/sdk";
import { useEffect, useState } from "react";
import { useSnapshot } from "../client/conversations";

/**
 * After which seq messages are new to the user: it stands still while they read, and goes when they write. Undefined
 * when there was nothing new.
 */
export function useUnreadMark(conversation: Conversation): number | undefined {
  const { unreadCount, readSeq, lastMessage } = useSnapshot(conversation);
  const [mark, setMark] = useState(unreadCount > 0 ? readSeq : undefined);
  useEffect(() => {
    if (unreadCount > 0 && !document.hasFocus()) {
      setMark((standing) => standing ?? readSeq);
    }
  }, [unreadCount, readSeq]);
  const isWriting = lastMessage?.status === "sending";
  useEffect(() => {
    if (isWriting) {
      setMark(undefined);
    }
  }, [isWriting]);
  return mark;
}

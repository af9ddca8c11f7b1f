import type { Conversation } from "@warbler/sdk";
import { useEffect, useState } from "react";
import { useSnapshot } from "../client/conversations";

/** What was new when the user came. */
export interface UnreadMark {
  /** Messages of others after this seq are new. */
  readonly after: number;
  readonly count: number;
}

/** What is new to the user: it stands still while they read, and goes when they write. Undefined: nothing is. */
export function useUnreadMark(conversation: Conversation): UnreadMark | undefined {
  const { unreadCount: count, readSeq: after, lastMessage } = useSnapshot(conversation);
  const [mark, setMark] = useState<UnreadMark | undefined>(count > 0 ? { after, count } : undefined);
  useEffect(() => {
    if (count > 0 && !document.hasFocus()) {
      setMark((standing) => standing ?? { after, count });
    }
  }, [after, count]);
  const isWriting = lastMessage?.status === "sending";
  useEffect(() => {
    if (isWriting) {
      setMark(undefined);
    }
  }, [isWriting]);
  return mark;
}

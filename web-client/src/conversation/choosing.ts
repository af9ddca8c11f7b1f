import type { ConversationId, Message } from "@warbler/sdk";
import { create } from "zustand";
import { closeOpen, useActing } from "./acting";

/** What the server copies at once. */
const MOST = 100;

interface Choosing {
  /** Where messages are being chosen; undefined: nowhere. */
  readonly conversation: ConversationId | undefined;
  /** By seq: what is chosen may be let go from memory. */
  readonly chosen: ReadonlyMap<number, Message>;
}

const NOTHING: Choosing = { conversation: undefined, chosen: new Map() };

/** Several messages that something is to be done with. */
export const useChoosing = create<Choosing>(() => NOTHING);

/** Whether a message can be among those. */
export function isChoosable({ seq, content }: Message): boolean {
  return seq !== undefined && !["deleted", "lost", "unsupported"].includes(content.kind);
}

/** Chooses a message, or no longer; the first one begins the choosing. */
export function toggleChosen(message: Message): void {
  useChoosing.setState(({ conversation, chosen }) => {
    const { seq } = message;
    const others = new Map(conversation === message.conversation ? chosen : []);
    if (seq === undefined) {
      return {};
    }
    if (!others.delete(seq)) {
      if (!isChoosable(message)) {
        return {};
      }
      if (others.size < MOST) {
        others.set(seq, message);
      }
    }
    return { conversation: message.conversation, chosen: others };
  });
}

/** Takes over what became of a message that is chosen; what can be no longer is not. */
export function followChosen(message: Message): void {
  const { conversation, chosen } = useChoosing.getState();
  const { seq } = message;
  if (conversation !== message.conversation || seq === undefined || !chosen.has(seq)) {
    return;
  }
  const others = new Map(chosen);
  if (isChoosable(message)) {
    others.set(seq, message);
  } else {
    others.delete(seq);
  }
  useChoosing.setState({ chosen: others });
  if (others.size === 0 && useActing.getState().open?.what === "forward-chosen") {
    closeOpen();
  }
}

/** In the order of the conversation. */
export function inOrder(chosen: ReadonlyMap<number, Message>): readonly Message[] {
  return [...chosen.values()].sort((one, other) => (one.seq ?? 0) - (other.seq ?? 0));
}

export function endChoosing(): void {
  useChoosing.setState(NOTHING);
}

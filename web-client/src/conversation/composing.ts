import type { ConversationId, Message } from "@warbler/sdk";
import { create } from "zustand";

/** What the place to write is for, when not for a new message. */
export interface Composing {
  readonly what: "reply" | "edit";
  readonly message: Message;
}

interface State {
  readonly byConversation: Readonly<Record<ConversationId, Composing>>;
}

/** Which message is being answered or edited, by conversation. */
export const useComposing = create<State>(() => ({ byConversation: {} }));

export function compose(what: Composing["what"], message: Message): void {
  useComposing.setState(({ byConversation }) => ({
    byConversation: { ...byConversation, [message.conversation]: { what, message } },
  }));
}

/** Back to a new message. */
export function composeNew(conversation: ConversationId): void {
  useComposing.setState(({ byConversation }) => {
    const { [conversation]: _, ...others } = byConversation;
    return { byConversation: others };
  });
}

import type { Conversation, ConversationId, Message } from "@warbler/sdk";
import { create } from "zustand";

/** What the place to write is for, when not for a new message. */
export type Composing =
  | { readonly what: "edit"; readonly message: Message }
  /** The message is not known when the answer was begun elsewhere and it is not loaded here. */
  | { readonly what: "reply"; readonly seq: number; readonly message: Message | undefined };

interface State {
  readonly byConversation: Readonly<Record<ConversationId, Composing>>;
}

/** Which message is being answered or edited, by conversation. */
export const useComposing = create<State>(() => ({ byConversation: {} }));

export function compose(what: Composing["what"], message: Message): void {
  const { conversation, seq } = message;
  if (what === "edit") {
    set(conversation, { what, message });
  } else if (seq !== undefined) {
    set(conversation, { what, seq, message });
  }
}

/** Back to a new message. */
export function composeNew(conversation: ConversationId): void {
  useComposing.setState(({ byConversation }) => {
    const { [conversation]: _, ...others } = byConversation;
    return { byConversation: others };
  });
}

/** Back to what was begun before, here or on another device: a new message, or an answer. */
export function composeDraft({ id, savedDraft }: Conversation): void {
  const seq = savedDraft?.replyTo;
  const composing = useComposing.getState().byConversation[id];
  if (seq === undefined) {
    composeNew(id);
  } else if (composing?.what !== "reply" || composing.seq !== seq) {
    set(id, { what: "reply", seq, message: undefined });
  }
}

function set(conversation: ConversationId, composing: Composing): void {
  useComposing.setState(({ byConversation }) => ({ byConversation: { ...byConversation, [conversation]: composing } }));
}

import type { ConversationId } from "@warbler/sdk";
import { create } from "zustand";
import { isStyled, type Styled } from "./styles";

const KEPT = "warbler.draftStyles";

export const PLAIN: Styled = { text: "", spans: [] };

interface DraftStyles {
  readonly byConversation: Readonly<Record<ConversationId, Styled>>;
}

/** How parts of what was begun and not sent look. In this browser alone: a draft is saved on the server as its words. */
export const useDraftStyles = create<DraftStyles>(() => ({ byConversation: read() }));

function read(): Record<ConversationId, Styled> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Record<ConversationId, Styled>;
  } catch {
    return {};
  }
}

export function keepStyles(conversation: ConversationId, styled: Styled): void {
  const { [conversation]: before, ...others } = useDraftStyles.getState().byConversation;
  if (before === undefined && !isStyled(styled)) {
    return;
  }
  const byConversation = isStyled(styled) ? { ...others, [conversation]: styled } : others;
  useDraftStyles.setState({ byConversation });
  try {
    localStorage.setItem(KEPT, JSON.stringify(byConversation));
  } catch {
    // full or forbidden: they live as long as the page
  }
}

export function forgetStyles(): void {
  localStorage.removeItem(KEPT);
  useDraftStyles.setState({ byConversation: {} });
}

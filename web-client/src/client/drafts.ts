import type { ConversationId } from "@warbler/sdk";
import { create } from "zustand";

const KEPT = "warbler.drafts";

interface Drafts {
  readonly texts: Readonly<Record<ConversationId, string>>;
}

/** Texts that were begun and not sent, by conversation; kept on this device. */
export const useDrafts = create<Drafts>(() => ({ texts: read() }));

function read(): Record<ConversationId, string> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Record<ConversationId, string>;
  } catch {
    return {};
  }
}

export function keepDraft(conversation: ConversationId, text: string): void {
  const { [conversation]: _, ...others } = useDrafts.getState().texts;
  const texts = text.trim() === "" ? others : { ...others, [conversation]: text };
  useDrafts.setState({ texts });
  try {
    localStorage.setItem(KEPT, JSON.stringify(texts));
  } catch {
    // full or forbidden: it lives as long as the page
  }
}

export function forgetDrafts(): void {
  localStorage.removeItem(KEPT);
  useDrafts.setState({ texts: {} });
}

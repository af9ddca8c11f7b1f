import type { Conversation, ConversationId } from "@warbler/sdk";
import { useEffect } from "react";
import { create } from "zustand";
import { composeDraft, useComposing } from "../conversation/composing";
import { keepStyles, PLAIN, useDraftStyles } from "../conversation/draftStyles";
import { useClient } from "./ClientContext";

const KEPT = "warbler.drafts";

interface Drafts {
  readonly texts: Readonly<Record<ConversationId, string>>;
}

/**
 * Texts that were begun and not sent, by conversation. The SDK keeps them for all devices of the user; here they are kept
 * at once, as a page may go with the last key.
 */
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

/** Keeps drafts on all devices of the user the same. To be called once for a login. */
export function useDraftSync(): void {
  const client = useClient();
  useEffect(() => {
    const take = (conversation: Conversation) => {
      takeText(conversation);
      takeAnswer(conversation);
    };
    const { texts } = useDrafts.getState();
    const { list, archived } = client.conversations;
    for (const conversation of [...list, ...archived]) {
      const text = texts[conversation.id];
      if (text === undefined) {
        takeText(conversation);
      } else if (text !== conversation.savedDraft?.text) {
        // a page that went before the SDK could keep it
        conversation.saveDraft(text, conversation.savedDraft?.replyTo);
      }
      takeAnswer(conversation);
    }
    return client.on("draftSaved", take);
  }, [client]);
}

/** The words of another device; how other words looked here goes with those. */
function takeText({ id, savedDraft }: Conversation): void {
  const text = savedDraft?.text ?? "";
  keepDraft(id, text);
  if (useDraftStyles.getState().byConversation[id]?.text !== text) {
    keepStyles(id, PLAIN);
  }
}

/** What a draft answers; who edits a message comes back to it after that. */
function takeAnswer(conversation: Conversation): void {
  if (useComposing.getState().byConversation[conversation.id]?.what !== "edit") {
    composeDraft(conversation);
  }
}

export function forgetDrafts(): void {
  localStorage.removeItem(KEPT);
  useDrafts.setState({ texts: {} });
}

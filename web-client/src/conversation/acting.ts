import type { Message } from "@warbler/sdk";
import { create } from "zustand";

/** What is open for one message. */
export type Opened = "menu" | "reactions" | "forward" | "delete";

interface Acting {
  /** The message, by its key, and what is open for it. */
  readonly open: { readonly message: Message; readonly what: Opened } | undefined;
  /** The seq that was jumped to a moment ago. */
  readonly jumpedTo: number | undefined;
}

/** What the user is about to do with a message. One at a time. */
export const useActing = create<Acting>(() => ({ open: undefined, jumpedTo: undefined }));

export function openFor(message: Message, what: Opened): void {
  useActing.setState({ open: { message, what } });
}

export function closeOpen(): void {
  useActing.setState({ open: undefined });
}

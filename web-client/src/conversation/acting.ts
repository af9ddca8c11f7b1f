import type { Message } from "@warbler/sdk";
import { create } from "zustand";

/** What is open for one message. */
export type Opened =
  | "menu"
  | "reactions"
  | "reactors"
  | "readers"
  | "versions"
  | "voters"
  | "forward"
  | "forward-chosen"
  | "delete";

interface Acting {
  /** The message, by its key, and what is open for it. */
  readonly open: { readonly message: Message; readonly what: Opened } | undefined;
  /** The seq that was jumped to a moment ago. */
  readonly jumpedTo: number | undefined;
  /** Where the timeline is to go, from elsewhere on the page. */
  readonly wanted: Pick<Message, "conversation" | "seq"> | undefined;
}

/** What the user is about to do with a message. One at a time. */
export const useActing = create<Acting>(() => ({ open: undefined, jumpedTo: undefined, wanted: undefined }));

export function openFor(message: Message, what: Opened): void {
  useActing.setState({ open: { message, what } });
}

/** Lets the timeline go to a message, as soon as its conversation is open. */
export function goTo({ conversation, seq }: Message): void {
  useActing.setState({ wanted: { conversation, seq } });
}

export function closeOpen(): void {
  useActing.setState({ open: undefined });
}

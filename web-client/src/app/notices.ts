import type { Conversation } from "@warbler/sdk";

/** What the system tells while nobody looks at the page. */
export interface SystemNotice {
  readonly conversation: Conversation;
  readonly title: string;
  readonly body: string;
}

/** Whether the browser shows notices of this page; `missing`: it has none. */
export function noticePermission(): NotificationPermission | "missing" {
  return "Notification" in globalThis ? Notification.permission : "missing";
}

/** Asks the user; only to be called when they have just pressed something. */
export async function askForNotices(): Promise<boolean> {
  return noticePermission() !== "missing" && (await Notification.requestPermission()) === "granted";
}

/**
 * Shows it; one of a conversation at a time.
 *
 * @returns takes it away
 */
export function showNotice({ conversation, title, body }: SystemNotice, open: () => void): () => void {
  try {
    const shown = new Notification(title, { body, tag: conversation.id });
    shown.onclick = () => {
      shown.close();
      window.focus();
      open();
    };
    return () => shown.close();
  } catch {
    // browsers of phones show what a service worker tells them, and nothing else
    return () => undefined;
  }
}

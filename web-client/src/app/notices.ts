import type { Conversation, Message, UserId, WarblerClient } from "@warbler/sdk";
import type { TFunction } from "i18next";
import { nameOf } from "../client/people";
import { contentText } from "../conversation/contentText";

const SHOWN_LENGTH = 200;

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
 * Tells what comes while nobody looks at the page, but not of a muted conversation, unless it mentions the user.
 *
 * @param tellsWords whether others at the screen may read what a message says
 * @returns ends it
 */
export function watchForNotices(
  client: WarblerClient,
  { t, tellsWords }: { readonly t: TFunction; readonly tellsWords: boolean },
  show: (notice: SystemNotice) => void,
): () => void {
  return client.on("message", (message) => {
    const conversation = client.conversations.get(message.conversation);
    if (!conversation || !isWorthTelling(message, conversation, client.session?.user ?? "")) {
      return;
    }
    client.users.get(message.sender).then(
      (user) => {
        const sender = nameOf(user);
        const { group } = conversation.snapshot;
        show({
          conversation,
          title: group ? `${sender} · ${group.title}` : sender,
          body: tellsWords ? contentText(t, message.content).slice(0, SHOWN_LENGTH) : t("notice.hidden"),
        });
      },
      // whose name cannot be had writes again, or is found in the list
      () => undefined,
    );
  });
}

function isWorthTelling(message: Message, { snapshot }: Conversation, me: UserId): boolean {
  const isLookedAt = document.visibilityState === "visible" && document.hasFocus();
  const { mutedUntil } = snapshot;
  const isMuted = mutedUntil === "for-good" || (mutedUntil !== undefined && mutedUntil.getTime() > Date.now());
  return message.status === "received" && !isLookedAt && (!isMuted || mentions(message, me));
}

function mentions({ content }: Message, me: UserId): boolean {
  const spans = "spans" in content ? content.spans : [];
  return spans.some((span) => span.style === "mention-all" || (span.style === "mention" && span.user === me));
}

/** Shows it; one of a conversation at a time. */
export function showNotice({ conversation, title, body }: SystemNotice, open: () => void): void {
  try {
    const shown = new Notification(title, { body, tag: conversation.id });
    shown.onclick = () => {
      shown.close();
      window.focus();
      open();
    };
  } catch {
    // browsers of phones show what a service worker tells them, and nothing else
  }
}

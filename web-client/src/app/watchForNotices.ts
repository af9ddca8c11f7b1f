import type { Conversation, ConversationId, Message, UserId, WarblerClient } from "@warbler/sdk";
import type { TFunction } from "i18next";
import { nameOf } from "../client/people";
import { contentText } from "../conversation/contentText";
import { noticePermission, type SystemNotice } from "./notices";

const SHOWN_LENGTH = 200;
/** What was missed comes before it is known what of it was read elsewhere. */
const PAUSE_MS = 1_000;

interface Shown {
  readonly message: Message;
  readonly close: () => void;
}

/**
 * Tells what comes while nobody looks at the page, but not of a muted conversation, unless it mentions the user; of what
 * comes at once in one conversation, the last. It is taken away when it is read, edited or deleted, and when this ends.
 *
 * @param tellsWords whether others at the screen may read what a message says
 * @param show gives what takes it away
 * @returns ends it
 */
export function watchForNotices(
  client: WarblerClient,
  { t, tellsWords }: { readonly t: TFunction; readonly tellsWords: boolean },
  show: (notice: SystemNotice) => () => void,
): () => void {
  const waiting = new Map<ConversationId, readonly Message[]>();
  const shown = new Map<ConversationId, Shown>();
  let hasEnded = false;
  // much can happen to it while it waits
  const newest = (conversation: Conversation) =>
    hasEnded
      ? undefined
      : waiting.get(conversation.id)?.findLast((one) => isWorthTelling(one, conversation, client.session?.user ?? ""));
  const tell = async (conversation: Conversation): Promise<void> => {
    const { id, snapshot } = conversation;
    const sender = newest(conversation)?.sender;
    const name = sender === undefined ? "" : nameOf(await client.users.get(sender));
    const message = newest(conversation);
    if (message !== undefined && message.sender !== sender) {
      return tell(conversation);
    }
    waiting.delete(id);
    if (message !== undefined) {
      const title = snapshot.group ? `${name} · ${snapshot.group.title}` : name;
      const body = tellsWords ? contentText(t, message.content).slice(0, SHOWN_LENGTH) : t("notice.hidden");
      shown.set(id, { message, close: show({ conversation, title, body }) });
    }
  };
  const close = (id: ConversationId) => {
    shown.get(id)?.close();
    shown.delete(id);
  };
  const ends = [
    client.on("message", (message) => {
      const id = message.conversation;
      const conversation = client.conversations.get(id);
      if (!conversation || !isWorthTelling(message, conversation, client.session?.user ?? "")) {
        return;
      }
      if (!waiting.has(id)) {
        // whose name cannot be had writes again, or is found in the list
        setTimeout(() => tell(conversation).catch(() => waiting.delete(id)), PAUSE_MS);
      }
      waiting.set(id, [...(waiting.get(id) ?? []), message]);
    }),
    client.on("messageChanged", (message) => {
      const id = message.conversation;
      const isIt = ({ key }: Message) => key === message.key;
      const told = shown.get(id)?.message;
      if (told && isIt(told) && saysOther(told, message)) {
        close(id);
      }
      const others = waiting.get(id);
      if (others?.some(isIt)) {
        waiting.set(
          id,
          others.map((one) => (isIt(one) ? message : one)),
        );
      }
    }),
    client.on("conversation", ({ id, snapshot }) => {
      const told = shown.get(id)?.message;
      if (told && isRead(told, snapshot.readSeq)) {
        close(id);
      }
    }),
  ];
  return () => {
    hasEnded = true;
    for (const end of ends) {
      end();
    }
    for (const id of [...shown.keys()]) {
      close(id);
    }
  };
}

function isWorthTelling(message: Message, { snapshot }: Conversation, me: UserId): boolean {
  const isLookedAt = document.visibilityState === "visible" && document.hasFocus();
  const { mutedUntil, readSeq } = snapshot;
  const isMuted = mutedUntil === "for-good" || (mutedUntil !== undefined && mutedUntil.getTime() > Date.now());
  const isGone = message.content.kind === "deleted" || message.content.kind === "hidden";
  const isThere = message.status === "received" && !isGone && !isRead(message, readSeq);
  return isThere && !isLookedAt && noticePermission() === "granted" && (!isMuted || mentions(message, me));
}

function isRead({ seq = 0 }: Message, readSeq: number): boolean {
  return seq <= readSeq;
}

function saysOther(before: Message, { content, changes }: Message): boolean {
  return content.kind === "deleted" || content.kind === "hidden" || changes.editCount !== before.changes.editCount;
}

function mentions({ content }: Message, me: UserId): boolean {
  const spans = "spans" in content ? content.spans : [];
  return spans.some((span) => span.style === "mention-all" || (span.style === "mention" && span.user === me));
}

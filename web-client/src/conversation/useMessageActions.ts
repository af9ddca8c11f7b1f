import type { ChangeResult, Conversation, Message } from "@warbler/sdk";
import { fallbackOf } from "@warbler/sdk";
import {
  CheckCheck,
  CircleStop,
  Copy,
  Forward,
  History,
  ListChecks,
  Pencil,
  Pin,
  PinOff,
  Reply,
  SmilePlus,
  Trash2,
  Users,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "../client/ClientContext";
import { useSnapshot } from "../client/conversations";
import { useRelations } from "../client/relations";
import type { MenuAction } from "../ui/Menu";
import { toast } from "../ui/toast";
import { openFor } from "./acting";
import { isChoosable, toggleChosen } from "./choosing";
import { compose } from "./composing";
import { isClosed } from "./polls";
import { useNow } from "./useNow";

const HOUR_MS = 3_600_000;
const EDIT_MS = 24 * HOUR_MS;
const DELETE_MS = 48 * HOUR_MS;

/** Something that can be done with a message, and the key that does it while the message has the focus. */
export interface MessageAction extends MenuAction {
  readonly keys: readonly string[];
}

/** What the user may do with a message, most frequent first. The server decides in the end. */
export function useMessageActions(conversation: Conversation): (message: Message) => readonly MessageAction[] {
  const { t } = useTranslation();
  const me = useMe();
  const mayWrite = useMayWrite(conversation);
  const mayReact = useMayReact(conversation);
  const mayPin = mayWrite && (conversation.group?.may("pin") ?? true);
  const mayDeleteOthers = conversation.group?.may("delete-messages") ?? false;
  return (message) => {
    const { seq, content } = message;
    if (seq === undefined || content.kind === "deleted" || content.kind === "lost") {
      return [];
    }
    const age = Date.now() - message.sentAt.getTime();
    const isOwn = message.sender === me;
    const words = fallbackOf(content);
    const togglePin = () => quietly(message.changes.pinned ? conversation.unpin(seq) : conversation.pin(seq));
    const all: readonly (MessageAction & { readonly isOffered: boolean })[] = [
      {
        id: "react",
        text: t("action.react"),
        icon: SmilePlus,
        keys: ["+", "="],
        isOffered: mayReact,
        act: () => openFor(message, "reactions"),
      },
      {
        id: "reply",
        text: t("action.reply"),
        icon: Reply,
        keys: ["r"],
        isOffered: mayWrite,
        act: () => compose("reply", message),
      },
      {
        id: "edit",
        text: t("action.edit"),
        icon: Pencil,
        keys: ["e"],
        isOffered: mayWrite && isOwn && content.kind === "text" && age < EDIT_MS,
        act: () => compose("edit", message),
      },
      {
        id: "copy",
        text: t("action.copy"),
        icon: Copy,
        keys: ["c"],
        isOffered: words !== "",
        act: () => copy(words, t("action.copied")),
      },
      {
        id: "forward",
        text: t("action.forward"),
        icon: Forward,
        keys: ["f"],
        isOffered: content.kind !== "unsupported",
        act: () => openFor(message, "forward"),
      },
      {
        id: "choose",
        text: t("action.choose"),
        icon: ListChecks,
        keys: ["x"],
        isOffered: isChoosable(message),
        act: () => toggleChosen(message),
      },
      {
        id: "readers",
        text: t("readers.title"),
        icon: CheckCheck,
        keys: [],
        // a direct conversation shows it by its ticks
        isOffered: isOwn && conversation.group !== undefined && mayBeChanged(conversation),
        act: () => openFor(message, "readers"),
      },
      {
        id: "versions",
        text: t("versions.title"),
        icon: History,
        keys: [],
        isOffered: message.changes.editCount > 0,
        act: () => openFor(message, "versions"),
      },
      {
        id: "reactors",
        text: t("action.reactors"),
        icon: Users,
        keys: [],
        isOffered: message.changes.reactions.length > 0,
        act: () => openFor(message, "reactors"),
      },
      {
        id: "voters",
        text: t("poll.who"),
        icon: Users,
        keys: [],
        isOffered: content.kind === "poll" && !content.anonymous && (message.changes.poll?.voterCount ?? 0) > 0,
        act: () => openFor(message, "voters"),
      },
      {
        id: "close-poll",
        text: t("poll.close"),
        icon: CircleStop,
        keys: [],
        isOffered: content.kind === "poll" && !isClosed(message, Date.now()) && (mayDeleteOthers || isOwn),
        act: () => quietly(conversation.closePoll(seq)),
      },
      {
        id: "pin",
        text: message.changes.pinned ? t("action.unpin") : t("action.pin"),
        icon: message.changes.pinned ? PinOff : Pin,
        keys: ["p"],
        isOffered: mayPin,
        act: togglePin,
      },
      {
        id: "delete",
        text: t("action.delete"),
        icon: Trash2,
        keys: ["d", "delete"],
        isDanger: true,
        isOffered: mayDeleteOthers || (isOwn && mayBeChanged(conversation) && age < DELETE_MS),
        act: () => openFor(message, "delete"),
      },
    ];
    return all.filter(({ isOffered }) => isOffered);
  };
}

/** A refusal is told for all changes at one place. */
export function quietly(change: Promise<ChangeResult>): void {
  change.catch(() => undefined);
}

function copy(words: string, told: string): void {
  navigator.clipboard?.writeText(words).then(
    () => toast(told),
    () => undefined,
  );
}

/** Whether the user may react to messages: who may write, and everybody who reads a channel. */
export function useMayReact(conversation: Conversation): boolean {
  const mayWrite = useMayWrite(conversation);
  return conversation.group?.may("react") ?? mayWrite;
}

/** Whether the user may write in a conversation. */
export function useMayWrite(conversation: Conversation): boolean {
  const { status, friends, blocked } = useRelations();
  const { peer } = conversation;
  if (peer === undefined) {
    return conversation.group?.may("send") ?? false;
  }
  return status !== "known" || (friends.includes(peer) && !blocked.includes(peer));
}

/** Whether the user may vote: members may, also where only admins write. */
export function useMayVote(conversation: Conversation): boolean {
  const mayWrite = useMayWrite(conversation);
  const { group } = useSnapshot(conversation);
  const now = useNow(group?.mutedUntil);
  if (conversation.kind === "direct") {
    return mayWrite;
  }
  return group?.role !== undefined && !group.dissolved && (group.mutedUntil?.getTime() ?? 0) <= now;
}

function mayBeChanged({ snapshot: { group } }: Conversation): boolean {
  return group === undefined || (group.role !== undefined && !group.dissolved);
}

import type { Conversation, Span, UserId } from "@warbler/sdk";
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useMe } from "../client/ClientContext";
import { useNames } from "../client/people";
import { type Mentioned, type MentionQuery, mentionSpans, queryAt, withMentioned } from "./mentions";

/** A list of members that could not be read is asked for again after that. */
const RETRY_MS = 2_000;

const SHOWN = 8;

/** Somebody who can be chosen. */
export interface MentionChoice {
  readonly user: UserId | "all";
  readonly name: string;
}

/** The list of members that opens while one writes after an @. */
export interface Mentions {
  readonly choices: readonly MentionChoice[];
  readonly index: number;
  readonly listId: string;
  readonly choose: (choice: MentionChoice) => void;
  /** Looks where the caret stands. */
  readonly look: () => void;
  /** Takes a key; returns whether it was for the list. */
  readonly press: (event: KeyboardEvent) => boolean;
  /** Who is mentioned in a text, for the last time: the next text begins with nobody. */
  readonly take: (text: string) => readonly Span[];
  readonly aria: Readonly<Record<string, string | undefined>>;
}

export function useMentions(
  conversation: Conversation,
  field: RefObject<HTMLTextAreaElement | null>,
  value: string,
  onChange: (value: string) => void,
): Mentions {
  const { t } = useTranslation();
  const listId = useId();
  const [query, setQuery] = useState<MentionQuery>();
  const [index, setIndex] = useState(0);
  const mentioned = useRef<readonly Mentioned[]>([]);
  const members = useMembers(conversation, query !== undefined);
  const names = useNames(members);
  const everyone = conversation.group?.may("mention-all")
    ? [{ user: "all" as const, name: t("composer.everyone") }]
    : [];
  const all: readonly MentionChoice[] = [...everyone, ...members.map((user, at) => ({ user, name: names[at] ?? "" }))];
  const words = query?.words.toLocaleLowerCase() ?? "";
  const choices = query ? all.filter(({ name }) => name.toLocaleLowerCase().includes(words)).slice(0, SHOWN) : [];

  const look = () => {
    const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
    const isCaret = selectionStart === selectionEnd;
    setQuery(conversation.group && isCaret ? queryAt(field.current?.value ?? "", selectionStart) : undefined);
    setIndex(0);
  };
  const choose = ({ user, name }: MentionChoice) => {
    if (!query) {
      return;
    }
    const words = `@${name}`;
    const caret = query.at + words.length + 1;
    mentioned.current = withMentioned(mentioned.current, { words, user }, value, query.at);
    // at once: the next key may come before the next frame, and goes where the caret stands
    flushSync(() => {
      onChange(`${value.slice(0, query.at)}${words} ${value.slice(query.at + 1 + query.words.length)}`);
      setQuery(undefined);
    });
    field.current?.setSelectionRange(caret, caret);
  };
  const press = (event: KeyboardEvent) => {
    const chosen = choices[index];
    if (!chosen) {
      return false;
    }
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        setIndex((index + (event.key === "ArrowDown" ? 1 : choices.length - 1)) % choices.length);
        break;
      case "Enter":
      case "Tab":
        choose(chosen);
        break;
      case "Escape":
        setQuery(undefined);
        break;
      default:
        return false;
    }
    event.preventDefault();
    return true;
  };
  const aria =
    choices.length > 0
      ? { "aria-controls": listId, "aria-autocomplete": "list", "aria-activedescendant": `${listId}-${index}` }
      : {};
  return {
    choices,
    index,
    listId,
    choose,
    look,
    press,
    take: (text) => {
      const spans = mentionSpans(text, mentioned.current);
      mentioned.current = [];
      return spans;
    },
    aria,
  };
}

/** The other members of a group, read when they are first needed. */
function useMembers(conversation: Conversation, isNeeded: boolean): readonly UserId[] {
  const me = useMe();
  const [members, setMembers] = useState<readonly UserId[]>([]);
  const isAsked = useRef(false);
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    if (!isNeeded || isAsked.current) {
      return;
    }
    const ask = () => {
      isAsked.current = true;
      conversation.group?.members().then(
        (read) => setMembers(read.map(({ user }) => user).filter((user) => user !== me)),
        () => {
          isAsked.current = false;
          setFailures((before) => before + 1);
        },
      );
    };
    const timer = setTimeout(ask, failures === 0 ? 0 : RETRY_MS);
    return () => clearTimeout(timer);
  }, [conversation, isNeeded, me, failures]);
  return members;
}

import type { Conversation } from "@warbler/sdk";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import { useTimeline } from "../client/conversations";
import { type Row, seqUpTo } from "./rows";

/** This near to the end counts as the end. */
const END_PX = 48;
/** Older messages are loaded when the beginning comes this near. */
const AHEAD_PX = 1_200;
const PAGE = 50;
/** More than this many items are let go when the user is at the end. */
const KEPT_ITEMS = 400;
const TRIMMED_TO = 200;
/** How much of what was read before stands above the first unread message. */
const CONTEXT_PX = 72;

export interface Scrolling {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtualizer: RefObject<VirtualizerHandle | null>;
  /** Rows came or went at the beginning: what the user sees must stay where it is. */
  readonly isShifted: boolean;
  readonly isAtEnd: boolean;
  readonly onScroll: () => void;
  readonly toEnd: () => void;
  readonly toUnread: () => void;
}

/**
 * Where the list stands: at the end it stays there, elsewhere nothing moves by itself.
 *
 * @param unreadAboveAfter the seq before the first unread message when that is above what is loaded
 */
export function useScrolling(
  conversation: Conversation,
  rows: readonly Row[],
  unreadAboveAfter: number | undefined,
): Scrolling {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useRef<VirtualizerHandle>(null);
  const atEnd = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);
  const { hasOlder } = useTimeline(conversation);
  const isShifted = useShift(rows);
  const loadMore = useLoadMore(conversation, virtualizer, hasOlder);
  const readVisible = useReadVisible(conversation, rows, virtualizer, atEnd);

  const toEnd = useCallback(() => {
    atEnd.current = true;
    setAtEnd(true);
    virtualizer.current?.scrollToIndex(rows.length - 1, { align: "end" });
    // the padding below the last row
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [rows.length]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element) {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < END_PX;
      setAtEnd(atEnd.current);
    }
    loadMore();
    readVisible();
  }, [loadMore, readVisible]);

  useBeginning(rows, virtualizer, atEnd, toEnd);
  const last = rows.at(-1);
  const isWriting = last?.type === "message" && last.message.status === "sending";
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when something new stands at the end
  useLayoutEffect(() => {
    if (atEnd.current || isWriting) {
      toEnd();
    }
    readVisible();
  }, [last?.key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when rows came: they may not fill the window yet
  useEffect(loadMore, [loadMore, rows.length]);
  useResize(scroller, () => {
    if (atEnd.current) {
      toEnd();
    }
    onScroll();
  });
  useTrim(conversation, rows.length, isAtEnd);

  const leaveEnd = useCallback(() => {
    atEnd.current = false;
    setAtEnd(false);
  }, []);
  const toUnread = useUnread(conversation, rows, unreadAboveAfter, virtualizer, leaveEnd);
  return { scroller, virtualizer, isShifted, isAtEnd, onScroll, toEnd, toUnread };
}

function useShift(rows: readonly Row[]): boolean {
  const first = rows[0]?.key;
  const before = useRef<string>(undefined);
  const isShifted = before.current !== undefined && before.current !== first;
  useLayoutEffect(() => {
    before.current = first;
  }, [first]);
  return isShifted;
}

function useLoadMore(
  conversation: Conversation,
  virtualizer: RefObject<VirtualizerHandle | null>,
  hasOlder: boolean,
): () => void {
  const isLoading = useRef(false);
  return useCallback(() => {
    const list = virtualizer.current;
    if (!list || !hasOlder || isLoading.current || list.scrollOffset > AHEAD_PX) {
      return;
    }
    isLoading.current = true;
    conversation
      .loadOlder(PAGE)
      // offline: the next scroll tries again
      .catch(() => undefined)
      .finally(() => {
        isLoading.current = false;
      });
  }, [conversation, virtualizer, hasOlder]);
}

/** Moves the read marker to what is in the window, while the user looks at it. */
function useReadVisible(
  conversation: Conversation,
  rows: readonly Row[],
  virtualizer: RefObject<VirtualizerHandle | null>,
  atEnd: RefObject<boolean>,
): () => void {
  const readVisible = useCallback(() => {
    const list = virtualizer.current;
    if (!list || !document.hasFocus() || document.visibilityState !== "visible") {
      return;
    }
    const last = list.findItemIndex(list.scrollOffset + list.viewportSize - END_PX / 2);
    const seq = seqUpTo(rows, atEnd.current ? rows.length - 1 : last);
    if (seq > conversation.snapshot.readSeq) {
      conversation.markRead(seq);
    }
  }, [conversation, rows, virtualizer, atEnd]);
  useEffect(() => {
    addEventListener("focus", readVisible);
    document.addEventListener("visibilitychange", readVisible);
    return () => {
      removeEventListener("focus", readVisible);
      document.removeEventListener("visibilitychange", readVisible);
    };
  }, [readVisible]);
  return readVisible;
}

/** Opens at the first unread message, or at the end. */
function useBeginning(
  rows: readonly Row[],
  virtualizer: RefObject<VirtualizerHandle | null>,
  atEnd: RefObject<boolean>,
  toEnd: () => void,
): void {
  const hasBegun = useRef(false);
  useLayoutEffect(() => {
    if (hasBegun.current || rows.length === 0) {
      return;
    }
    hasBegun.current = true;
    const unread = rows.findIndex((row) => row.isFirstUnread);
    if (unread > 0) {
      atEnd.current = false;
      virtualizer.current?.scrollToIndex(unread, { align: "start", offset: -CONTEXT_PX });
    } else {
      toEnd();
    }
  }, [rows, virtualizer, atEnd, toEnd]);
}

/** Tells when the window or what is in it got another size: a keyboard opened, a draft grew, rows were measured. */
function useResize(scroller: RefObject<HTMLDivElement | null>, resized: () => void): void {
  const latest = useRef(resized);
  useLayoutEffect(() => {
    latest.current = resized;
  });
  useEffect(() => {
    const element = scroller.current;
    if (!element) {
      return;
    }
    const observer = new ResizeObserver(() => latest.current());
    observer.observe(element);
    for (const child of element.children) {
      observer.observe(child);
    }
    return () => observer.disconnect();
  }, [scroller]);
}

function useTrim(conversation: Conversation, count: number, isAtEnd: boolean): void {
  useEffect(() => {
    if (isAtEnd && count > KEPT_ITEMS) {
      conversation.trim(TRIMMED_TO);
    }
  }, [conversation, count, isAtEnd]);
}

/**
 * Goes to the first unread message, which is not loaded yet.
 *
 * @param after the seq before it; undefined once it is loaded
 */
function useUnread(
  conversation: Conversation,
  rows: readonly Row[],
  after: number | undefined,
  virtualizer: RefObject<VirtualizerHandle | null>,
  leaveEnd: () => void,
): () => void {
  const [isWanted, setWanted] = useState(false);
  useLayoutEffect(() => {
    const index = rows.findIndex((row) => row.isFirstUnread);
    if (isWanted && after === undefined && index >= 0) {
      setWanted(false);
      virtualizer.current?.scrollToIndex(index, { align: "start", offset: -CONTEXT_PX });
    }
  }, [isWanted, after, rows, virtualizer]);
  return useCallback(() => {
    leaveEnd();
    setWanted(true);
    conversation.loadBackTo((after ?? 0) + 1).catch(() => setWanted(false));
  }, [conversation, after, leaveEnd]);
}

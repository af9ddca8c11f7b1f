import type { Conversation } from "@warbler/sdk";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import { useTimeline } from "../client/conversations";
import { useActing } from "./acting";
import { type Row, seqUpTo } from "./rows";
import { type Aim, distanceToEnd, END_PX, useAim } from "./useAim";
import { useSteadyRows } from "./useSteadyRows";

/** Older messages are loaded when the beginning comes this near. */
const AHEAD_PX = 1_200;
const PAGE = 50;
/** More than this many items are let go when the user is at the end. */
const KEPT_ITEMS = 400;
const TRIMMED_TO = 200;
/** How much of what was read before stands above the first unread message. */
const CONTEXT_PX = 72;
/** A message that was jumped to is marked so long. */
const MARKED_MS = 2_000;

export interface Scrolling {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtualizer: RefObject<VirtualizerHandle | null>;
  /** What the list shows now. */
  readonly rows: readonly Row[];
  readonly isShifted: boolean;
  readonly isAtEnd: boolean;
  readonly onScroll: () => void;
  readonly onScrollEnd: () => void;
  /** Rows got their sizes. */
  readonly onResize: () => void;
  readonly toEnd: () => void;
  readonly toUnread: () => void;
  /** Goes to the message at a seq, and marks it for a moment. */
  readonly toSeq: (seq: number) => void;
}

/**
 * Where the list stands: at the end it stays there, elsewhere nothing moves by itself.
 *
 * @param unreadAboveAfter the seq before the first unread message when that is above what is loaded
 */
export function useScrolling(
  conversation: Conversation,
  newestRows: readonly Row[],
  unreadAboveAfter: number | undefined,
): Scrolling {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useRef<VirtualizerHandle>(null);
  const atEnd = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);
  const { hasOlder } = useTimeline(conversation);
  const newest = newestRows.at(-1);
  const isWriting = newest?.type === "message" && newest.message.status === "sending";
  const { rows, isShifted, onScrollEnd: settle } = useSteadyRows(newestRows, !isAtEnd && !isWriting);
  const aim = useAim(rows, scroller, virtualizer);
  const loadMore = useLoadMore(conversation, virtualizer, hasOlder);
  const readVisible = useReadVisible(conversation, rows, virtualizer, atEnd);

  const look = useCallback(() => {
    atEnd.current = scroller.current !== null && distanceToEnd(scroller.current) < END_PX;
    setAtEnd(atEnd.current);
    loadMore();
    readVisible();
  }, [loadMore, readVisible]);

  const toEnd = useCallback(() => {
    aim.at("end");
    look();
  }, [aim.at, look]);

  const onScroll = useCallback(() => {
    aim.onScroll();
    look();
  }, [aim.onScroll, look]);

  const onScrollEnd = useCallback(() => {
    aim.onScrollEnd();
    settle();
  }, [aim.onScrollEnd, settle]);

  useBeginning(rows, aim);
  const last = rows.at(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when something new stands at the end
  useLayoutEffect(() => {
    if (aim.isEnd() || isWriting) {
      toEnd();
    }
    readVisible();
  }, [last?.key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when rows came: they may not fill the window yet
  useEffect(loadMore, [loadMore, rows.length]);
  const onResize = useCallback(() => {
    aim.hold();
    look();
  }, [aim.hold, look]);
  useResize(scroller, onResize);
  useTrim(conversation, rows.length, isAtEnd);

  const toUnread = useUnread(conversation, rows, unreadAboveAfter, aim.at);
  const toSeq = useJump(conversation, rows, aim.at);
  return { scroller, virtualizer, rows, isShifted, isAtEnd, onScroll, onScrollEnd, onResize, toEnd, toUnread, toSeq };
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
function useBeginning(rows: readonly Row[], aim: Aim): void {
  const hasBegun = useRef(false);
  useLayoutEffect(() => {
    if (hasBegun.current || rows.length === 0) {
      return;
    }
    hasBegun.current = true;
    const unread = rows.find((row, index) => row.isFirstUnread && index > 0);
    aim.at(unread ? aboveIt(unread) : "end");
  }, [rows, aim.at]);
}

function aboveIt({ key }: Row) {
  return { key, align: "start", offset: -CONTEXT_PX } as const;
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
  aimAt: Aim["at"],
): () => void {
  const [isWanted, setWanted] = useState(false);
  useLayoutEffect(() => {
    const unread = rows.find((row) => row.isFirstUnread);
    if (isWanted && after === undefined && unread) {
      setWanted(false);
      aimAt(aboveIt(unread));
    }
  }, [isWanted, after, rows, aimAt]);
  return useCallback(() => {
    setWanted(true);
    conversation.loadBackTo((after ?? 0) + 1).catch(() => setWanted(false));
  }, [conversation, after]);
}

/** Goes to a message, which may have to be loaded first. */
function useJump(conversation: Conversation, rows: readonly Row[], aimAt: Aim["at"]): (seq: number) => void {
  const [wanted, setWanted] = useState<number>();
  useLayoutEffect(() => {
    const row = rows.find((it) => it.type === "message" && it.message.seq === wanted);
    if (wanted !== undefined && row) {
      setWanted(undefined);
      aimAt({ key: row.key, align: "center", offset: 0 });
      useActing.setState({ jumpedTo: wanted });
      setTimeout(
        () => useActing.setState(({ jumpedTo }) => ({ jumpedTo: jumpedTo === wanted ? undefined : jumpedTo })),
        MARKED_MS,
      );
    }
  }, [wanted, rows, aimAt]);
  return useCallback(
    (seq: number) => {
      setWanted(seq);
      // one more, as the first row waits for what stands above it
      conversation.loadBackTo(Math.max(1, seq - 1)).catch(() => setWanted(undefined));
    },
    [conversation],
  );
}

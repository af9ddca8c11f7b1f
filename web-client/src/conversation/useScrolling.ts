import type { Conversation, Timeline } from "@warbler/sdk";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { VirtualizerHandle } from "virtua";
import { useTimeline } from "../client/conversations";
import { errorText } from "../i18n/errors";
import { toast } from "../ui/toast";
import { useActing } from "./acting";
import { firstSeqOf, type Row, seqUpTo } from "./rows";
import { type Aim, distanceToEnd, END_PX, useAim } from "./useAim";
import { useLetGo } from "./useLetGo";
import { useSteadyRows } from "./useSteadyRows";
import { useWritten } from "./useWritten";

/** More is loaded when the beginning or the end of what is loaded comes this near. */
const AHEAD_PX = 1_200;
const PAGE = 50;
/** At once, when the window has come to the edge of what is loaded: the user scrolls faster than pages come. */
const PAGE_AT_EDGE = 500;
/** How much of what was read before stands above the first unread message. */
const CONTEXT_PX = 72;
/** After so many frames the first rows have their sizes; before, many more seem to be in the window than are. */
const MEASURED_FRAMES = 3;
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
  const timeline = useTimeline(conversation);
  const { hasNewer } = timeline;
  const { rows, isShifted, onScrollEnd: settle } = useSteadyRows(newestRows, !isAtEnd);
  // rows that wait are newer ones, too: the last that is shown is not the end then
  const isCut = hasNewer || rows.at(-1)?.key !== newestRows.at(-1)?.key;
  const aim = useAim(rows, isCut, scroller, virtualizer);
  const loadMore = useLoadMore(conversation, scroller, timeline);
  const readVisible = useReadVisible(conversation, rows, virtualizer, atEnd);

  const look = useCallback(() => {
    const isAtLast = scroller.current !== null && distanceToEnd(scroller.current) < END_PX;
    if (isAtLast) {
      // whoever goes on scrolling here wants the rows that wait
      settle();
    }
    atEnd.current = isAtLast && !isCut;
    setAtEnd(atEnd.current);
    loadMore();
    readVisible();
  }, [isCut, settle, loadMore, readVisible]);

  const showEnd = useCallback(() => {
    aim.at("end");
    look();
  }, [aim.at, look]);

  const toEnd = useToEnd(conversation, hasNewer, showEnd);
  const toUnread = useUnread(conversation, rows, unreadAboveAfter, aim.at);
  const toSeq = useJump(conversation, rows, aim.at);
  const letGo = useLetGo(conversation, rows, virtualizer, toUnread.isWanted || toSeq.isWanted);

  const onScroll = useCallback(() => {
    aim.onScroll();
    look();
  }, [aim.onScroll, look]);

  const onScrollEnd = useCallback(() => {
    aim.onScrollEnd();
    settle();
    letGo();
  }, [aim.onScrollEnd, settle, letGo]);

  const showUnread = useCallback(
    (unread: Row) => {
      aim.at(aboveIt(unread));
      // until the rows have their sizes: what stands below the window is not read
      atEnd.current = false;
      setAtEnd(false);
    },
    [aim.at],
  );
  useBeginning(rows, showUnread, toEnd);
  const last = rows.at(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when something new stands at the end
  useLayoutEffect(() => {
    if (aim.isEnd()) {
      toEnd();
    }
    readVisible();
  }, [last?.key]);
  useWritten(conversation, toEnd);
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when rows came: they may not fill the window yet
  useEffect(loadMore, [loadMore, rows.length]);
  const onResize = useCallback(() => {
    aim.hold();
    look();
  }, [aim.hold, look]);
  useResize(scroller, onResize);

  return {
    scroller,
    virtualizer,
    rows,
    isShifted,
    isAtEnd,
    onScroll,
    onScrollEnd,
    onResize,
    toEnd,
    toUnread: toUnread.go,
    toSeq: toSeq.go,
  };
}

/** Goes to the end, which has to be loaded first when it was let go. */
function useToEnd(conversation: Conversation, hasNewer: boolean, showEnd: () => void): () => void {
  const [isWanted, setWanted] = useState(false);
  useLayoutEffect(() => {
    if (isWanted && !hasNewer) {
      setWanted(false);
      showEnd();
    }
  }, [isWanted, hasNewer, showEnd]);
  return useCallback(() => {
    if (hasNewer) {
      setWanted(true);
      conversation.toNewest().catch(() => setWanted(false));
    } else {
      showEnd();
    }
  }, [conversation, hasNewer, showEnd]);
}

function useLoadMore(
  conversation: Conversation,
  scroller: RefObject<HTMLDivElement | null>,
  { hasOlder, hasNewer }: Timeline,
): () => void {
  const isLoading = useRef(false);
  return useCallback(() => {
    const element = scroller.current;
    if (!element || isLoading.current) {
      return;
    }
    const above = hasOlder ? element.scrollTop : Number.POSITIVE_INFINITY;
    const below = hasNewer ? distanceToEnd(element) : Number.POSITIVE_INFINITY;
    const left = Math.min(above, below);
    if (left > AHEAD_PX) {
      return;
    }
    isLoading.current = true;
    const isFilled = element.scrollHeight > 2 * element.clientHeight;
    const count = isFilled && left < element.clientHeight / 2 ? PAGE_AT_EDGE : PAGE;
    (above <= below ? conversation.loadOlder(count) : conversation.loadNewer(count))
      // offline: the next scroll tries again
      .catch(() => undefined)
      .finally(() => {
        isLoading.current = false;
      });
  }, [conversation, scroller, hasOlder, hasNewer]);
}

/** Moves the read marker to what is in the window, while the user looks at it. */
function useReadVisible(
  conversation: Conversation,
  rows: readonly Row[],
  virtualizer: RefObject<VirtualizerHandle | null>,
  atEnd: RefObject<boolean>,
): () => void {
  const isMeasured = useRef(false);
  const readVisible = useCallback(() => {
    const list = virtualizer.current;
    if (!list || !isMeasured.current || !document.hasFocus() || document.visibilityState !== "visible") {
      return;
    }
    const last = list.findItemIndex(list.scrollOffset + list.viewportSize - END_PX / 2);
    const seq = seqUpTo(rows, atEnd.current ? rows.length - 1 : last);
    if (seq > conversation.snapshot.readSeq) {
      conversation.markRead(seq);
    }
  }, [conversation, rows, virtualizer, atEnd]);
  const latest = useRef(readVisible);
  useLayoutEffect(() => {
    latest.current = readVisible;
  });
  const isEmpty = rows.length === 0;
  useEffect(() => {
    if (isEmpty) {
      return;
    }
    let frame = 0;
    const wait = (frames: number) => {
      frame = requestAnimationFrame(() => {
        if (frames > 1) {
          wait(frames - 1);
        } else {
          isMeasured.current = true;
          latest.current();
        }
      });
    };
    wait(MEASURED_FRAMES);
    return () => cancelAnimationFrame(frame);
  }, [isEmpty]);
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
function useBeginning(rows: readonly Row[], showUnread: (unread: Row) => void, toEnd: () => void): void {
  const hasBegun = useRef(false);
  useLayoutEffect(() => {
    if (hasBegun.current || rows.length === 0) {
      return;
    }
    hasBegun.current = true;
    const unread = rows.find((row) => row.isFirstUnread);
    if (unread) {
      showUnread(unread);
    } else {
      toEnd();
    }
  }, [rows, showUnread, toEnd]);
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
): { readonly go: () => void; readonly isWanted: boolean } {
  const [search, setSearch] = useState<Search>("none");
  useLayoutEffect(() => {
    const unread = rows.find((row) => row.isFirstUnread);
    if (search !== "none" && after === undefined && unread) {
      setSearch("none");
      aimAt(aboveIt(unread));
    } else if (search === "over") {
      setSearch("none");
    }
  }, [search, after, rows, aimAt]);
  const go = useCallback(() => {
    setSearch("running");
    bringBack(conversation, (after ?? 0) + 1)
      .catch(() => undefined)
      .finally(() => setSearch((running) => (running === "none" ? running : "over")));
  }, [conversation, after]);
  return { go, isWanted: search !== "none" };
}

/** How a search for a row stands: it may be over before the row is there. */
type Search = "none" | "running" | "over";

/** Loads what stands around a seq, and above its row: the first row waits for that. */
async function bringBack(conversation: Conversation, seq: number): Promise<void> {
  await conversation.loadAround(seq);
  const { items, hasOlder } = conversation.timeline;
  if (hasOlder && firstSeqOf(items) >= seq) {
    await conversation.loadOlder(1);
  }
}

/** Goes to a message, which may have to be loaded first. */
function useJump(
  conversation: Conversation,
  rows: readonly Row[],
  aimAt: Aim["at"],
): { readonly go: (seq: number) => void; readonly isWanted: boolean } {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<{ readonly seq: number; readonly search: Search }>();
  useLayoutEffect(() => {
    if (wanted === undefined) {
      return;
    }
    const { seq, search } = wanted;
    const row = rows.find((it) => it.type === "message" && it.message.seq === seq);
    if (row) {
      setWanted(undefined);
      aimAt({ key: row.key, align: "center", offset: 0 });
      useActing.setState({ jumpedTo: seq });
      setTimeout(
        () => useActing.setState(({ jumpedTo }) => ({ jumpedTo: jumpedTo === seq ? undefined : jumpedTo })),
        MARKED_MS,
      );
    } else if (
      search === "over" &&
      !conversation.timeline.items.some((it) => it.type === "message" && it.seq === seq)
    ) {
      setWanted(undefined);
      toast(t("conversation.notFound"));
    }
  }, [conversation, wanted, rows, aimAt, t]);
  const go = useCallback(
    (seq: number) => {
      const begun = { seq, search: "running" } as const;
      setWanted(begun);
      bringBack(conversation, seq).then(
        () => setWanted((running) => (running === begun ? { seq, search: "over" } : running)),
        (failure) => {
          setWanted((running) => (running === begun ? undefined : running));
          toast(errorText(t, failure));
        },
      );
    },
    [conversation, t],
  );
  const asked = useActing((acting) => acting.wanted);
  useEffect(() => {
    if (asked?.conversation === conversation.id && asked.seq !== undefined) {
      useActing.setState({ wanted: undefined });
      go(asked.seq);
    }
  }, [asked, conversation, go]);
  return { go, isWanted: wanted !== undefined };
}

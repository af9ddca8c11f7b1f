import type { GroupEvent, Message, TimelineItem, UserId } from "@warbler/sdk";
import { daysBetween } from "../i18n/formats";

/** Messages of one sender that are closer together than this stand as one run. */
const RUN_MS = 5 * 60_000;

/** What the list shows: an item, and what stands above it. */
export type Row = MessageRow | EventRow;

interface RowHead {
  readonly key: string;
  /** The day that begins here; undefined when it is that of the row above. */
  readonly day: Date | undefined;
  /** The first message that the user has not read. */
  readonly isFirstUnread: boolean;
}

export interface MessageRow extends RowHead {
  readonly type: "message";
  readonly message: Message;
  readonly isOwn: boolean;
  /** The first and the last of a run of messages of one sender. */
  readonly beginsRun: boolean;
  readonly endsRun: boolean;
}

export interface EventRow extends RowHead {
  readonly type: "event";
  readonly event: GroupEvent;
}

/**
 * The rows of a timeline.
 *
 * @param unreadAfter what others wrote after this seq counts as unread; undefined: nothing does
 */
export function rowsOf(items: readonly TimelineItem[], me: UserId, unreadAfter: number | undefined): readonly Row[] {
  const firstUnread = items.find((item) => isUnread(item, me, unreadAfter))?.key;
  return items.map((item, index): Row => {
    const above = items[index - 1];
    const below = items[index + 1];
    const head = {
      key: item.key,
      day: beginsDay(above, item) ? timeOf(item) : undefined,
      isFirstUnread: item.key === firstUnread,
    };
    if (item.type === "event") {
      return { ...head, type: "event", event: item };
    }
    return {
      ...head,
      type: "message",
      message: item,
      isOwn: item.sender === me,
      beginsRun: head.isFirstUnread || !isOneRun(above, item),
      endsRun: below?.key === firstUnread || !isOneRun(item, below),
    };
  });
}

function isUnread(item: TimelineItem, me: UserId, unreadAfter = Number.POSITIVE_INFINITY): boolean {
  return item.type === "message" && item.sender !== me && (item.seq ?? 0) > unreadAfter;
}

function beginsDay(above: TimelineItem | undefined, item: TimelineItem): boolean {
  return !above || daysBetween(timeOf(above), timeOf(item)) !== 0;
}

function isOneRun(above: TimelineItem | undefined, below: TimelineItem | undefined): boolean {
  return (
    above?.type === "message" &&
    below?.type === "message" &&
    above.sender === below.sender &&
    below.sentAt.getTime() - above.sentAt.getTime() < RUN_MS &&
    !beginsDay(above, below)
  );
}

export function timeOf(item: TimelineItem): Date {
  return item.type === "message" ? item.sentAt : item.happenedAt;
}

/** The seq of the newest row up to an index that the server knows; 0: none. */
export function seqUpTo(rows: readonly Row[], index: number): number {
  for (let at = Math.min(index, rows.length - 1); at >= 0; at--) {
    const row = rows[at];
    const seq = row?.type === "message" ? row.message.seq : row?.event.seq;
    if (seq !== undefined) {
      return seq;
    }
  }
  return 0;
}

/** The seq of the first item that the server knows; 0: there is none. */
export function firstSeqOf(items: readonly TimelineItem[]): number {
  return items[0]?.seq ?? 0;
}

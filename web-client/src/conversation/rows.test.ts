import type { Message, TimelineItem } from "@warbler/sdk";
import { describe, expect, it } from "vitest";
import { plainMessage } from "../kit/FakeConversation";
import { rowsOf, seqUpTo } from "./rows";

const ME = "u-me";

function message(seq: number, sender: string, minute: number, day = 29): Message {
  return plainMessage({
    key: `m${seq}`,
    seq,
    ordinal: seq,
    sender,
    sentAt: new Date(2026, 10, day, 12, minute),
    status: sender === ME ? "sent" : "received",
  });
}

const ends = (items: readonly TimelineItem[], unreadAfter?: number) =>
  rowsOf(items, ME, unreadAfter).map((row) => (row.type === "message" ? [row.beginsRun, row.endsRun] : []));

describe("rows", () => {
  it("begin a day where the date changes", () => {
    const rows = rowsOf([message(1, ME, 0, 28), message(2, ME, 1, 28), message(3, ME, 0, 29)], ME, undefined);

    expect(rows.map((row) => row.day !== undefined)).toEqual([true, false, true]);
  });

  it("stand as one run when one sender writes within minutes", () => {
    expect(ends([message(1, "u-bob", 0), message(2, "u-bob", 1), message(3, ME, 2)])).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
    expect(ends([message(1, "u-bob", 0), message(2, "u-bob", 20)])).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  it("mark the first unread message of somebody else only", () => {
    const items = [message(1, "u-bob", 0), message(2, ME, 1), message(3, "u-bob", 2), message(4, "u-bob", 2)];

    expect(rowsOf(items, ME, 1).map((row) => row.isFirstUnread)).toEqual([false, false, true, false]);
    expect(rowsOf(items, ME, undefined).some((row) => row.isFirstUnread)).toBe(false);
  });

  it("tell the newest seq that is visible", () => {
    const pending: Message = { ...message(3, ME, 2), seq: undefined, status: "sending" };
    const rows = rowsOf([message(1, "u-bob", 0), message(2, "u-bob", 1), pending], ME, undefined);

    expect(seqUpTo(rows, 2)).toBe(2);
    expect(seqUpTo(rows, 0)).toBe(1);
    expect(seqUpTo([], 0)).toBe(0);
  });
});

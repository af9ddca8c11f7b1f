import { act, renderHook } from "@testing-library/react";
import type { GroupEvent } from "@warbler/sdk";
import { describe, expect, it } from "vitest";
import type { Row } from "./rows";
import { useSteadyRows } from "./useSteadyRows";

const rows = (from: number, to: number): readonly Row[] =>
  Array.from(
    { length: to - from + 1 },
    (_, index): Row => ({
      type: "event",
      key: `${from + index}`,
      day: undefined,
      isFirstUnread: false,
      event: {} as GroupEvent,
    }),
  );

function steady(initial: readonly Row[], mayWait = true) {
  const given: (readonly [string, boolean])[] = [];
  const hook = renderHook(
    (props: { rows: readonly Row[]; mayWait: boolean }) => {
      const result = useSteadyRows(props.rows, props.mayWait);
      given.push([`${result.rows[0]?.key}-${result.rows.at(-1)?.key}`, result.isShifted]);
      return result;
    },
    { initialProps: { rows: initial, mayWait } },
  );
  return { ...hook, given };
}

describe("rows that the list can take", () => {
  it("are not told of a beginning and of an end at once", () => {
    const { rerender, result, given } = steady(rows(31, 60));

    rerender({ rows: rows(1, 61), mayWait: true });

    expect(given).toContainEqual(["1-60", true]);
    expect(given.at(-1)).toEqual(["1-60", false]);
    act(() => result.current.onScrollEnd());
    expect(given.at(-1)).toEqual(["1-61", false]);
    expect(given.filter(([shown, isShifted]) => isShifted && shown !== "1-60")).toEqual([]);
  });

  it("wait at the end while the scrolling that balances the beginning goes on", () => {
    const { rerender, result, given } = steady(rows(31, 60));

    rerender({ rows: rows(1, 60), mayWait: true });
    rerender({ rows: rows(1, 61), mayWait: true });
    expect(given.at(-1)).toEqual(["1-60", false]);
    act(() => result.current.onScrollEnd());
    rerender({ rows: rows(1, 62), mayWait: true });

    expect(given.at(-1)).toEqual(["1-62", false]);
  });

  it("come at once to who is at the end, still one step after the other", () => {
    const { rerender, given } = steady(rows(31, 60), false);

    rerender({ rows: rows(1, 61), mayWait: false });

    expect(given.slice(1).filter(([shown]) => shown === "1-61")).not.toContainEqual(["1-61", true]);
    expect(given.at(-1)).toEqual(["1-61", false]);
  });

  it("come when who waited goes to the end", () => {
    const { rerender, given } = steady(rows(31, 60));
    rerender({ rows: rows(1, 61), mayWait: true });

    rerender({ rows: rows(1, 61), mayWait: false });

    expect(given.at(-1)).toEqual(["1-61", false]);
  });

  it("lose their end only after they got a beginning", () => {
    const { rerender, result, given } = steady(rows(31, 80));

    rerender({ rows: rows(1, 60), mayWait: true });

    expect(given).toContainEqual(["1-80", true]);
    act(() => result.current.onScrollEnd());
    expect(given.at(-1)).toEqual(["1-60", false]);
  });

  it("lose their beginning as they got it", () => {
    const { rerender, given } = steady(rows(1, 80));

    rerender({ rows: rows(31, 90), mayWait: false });

    expect(given).toContainEqual(["31-80", true]);
    expect(given.at(-1)).toEqual(["31-90", false]);
  });

  it("are replaced as a whole when none is left", () => {
    const { rerender, given } = steady(rows(1, 50));

    rerender({ rows: rows(101, 150), mayWait: true });

    expect(given.at(-1)).toEqual(["101-150", false]);
    expect(given.some(([, isShifted]) => isShifted)).toBe(false);
  });
});

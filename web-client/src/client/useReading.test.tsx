import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeClient } from "../kit/FakeClient";
import { ClientProvider } from "./ClientContext";
import { useReading } from "./useReading";

let client: FakeClient;
let answers: ((words: string) => void)[];
let read: () => Promise<string>;

function reading() {
  return renderHook(() => useReading(read), {
    wrapper: ({ children }) => <ClientProvider client={client}>{children}</ClientProvider>,
  });
}

function answered(words: string): Promise<void> {
  return act(async () => answers.shift()?.(words));
}

const passed = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  vi.useFakeTimers();
  client = new FakeClient([{ id: "u-alice", name: "alice" }]);
  answers = [];
  read = vi.fn(() => new Promise<string>((resolve) => answers.push(resolve)));
});
afterEach(() => vi.useRealTimers());

describe("what the server tells in one piece", () => {
  it("is asked for one at a time, and once for all that is wanted meanwhile", async () => {
    const { result } = reading();
    for (let count = 0; count < 100; count++) {
      result.current.again();
    }
    expect(read).toHaveBeenCalledTimes(1);
    await answered("one");
    expect(result.current.value).toBe("one");
    expect(read).toHaveBeenCalledTimes(1);

    await passed(1_000);
    expect(read).toHaveBeenCalledTimes(2);
    await answered("two");
    await passed(60_000);
    expect(result.current.value).toBe("two");
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("is asked for again with a new connection", async () => {
    const { result } = reading();
    await answered("one");
    await passed(1_000);
    act(() => client.becomes({ status: "connecting" }));
    act(() => client.becomes({ status: "online", node: "fake" }));
    await answered("two");

    expect(result.current.value).toBe("two");
  });

  it("is not asked for any more when nobody looks", async () => {
    const { result, unmount } = reading();
    result.current.again();
    await answered("one");
    unmount();
    await passed(60_000);

    expect(read).toHaveBeenCalledTimes(1);
  });
});

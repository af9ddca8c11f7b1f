import { act, renderHook } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { FakeConversation } from "../kit/FakeConversation";
import { useWritten } from "./useWritten";

describe("what the user writes", () => {
  it("is told once, however long it waits and whatever comes meanwhile", () => {
    const conversation = new FakeConversation({ id: "d1", me: "u-alice", peer: "u-bob" });
    const write = (text: string) => act(() => void conversation.say("u-alice", text, new Date(), "sending"));
    write("waits from before");
    const written = vi.fn<() => void>();
    renderHook(() => useWritten(conversation, written));
    expect(written).not.toHaveBeenCalled();

    write("waits");
    expect(written).toHaveBeenCalledTimes(1);
    act(() => void conversation.say("u-bob", "meanwhile"));
    expect(written).toHaveBeenCalledTimes(1);
  });
});

import { act, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { FakeClient } from "../kit/FakeClient";
import { type FakeConversation, plainMessage } from "../kit/FakeConversation";
import { toast as told } from "../ui/toast";
import { goTo, useActing } from "./acting";
import { TimelineView } from "./TimelineView";

vi.mock("../ui/toast", () => ({ toast: vi.fn() }));

const COUNT = 30;
const HEIGHTS = { scrollHeight: 3_000, clientHeight: 500 };

let client: FakeClient;
let conversation: FakeConversation;

function open(): HTMLElement {
  render(
    <ClientProvider client={client}>
      <TimelineView conversation={conversation} />
    </ClientProvider>,
  );
  return screen.getByRole("log");
}

/** Nothing is read before rows had the time to get their sizes. */
function measured(): Promise<void> {
  return act(async () => {
    for (let frame = 0; frame < 4; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
}

describe("the timeline", () => {
  beforeEach(() => {
    // jsdom has no layout: of all rows the first is in the window, and it looks as if there were more below
    vi.stubGlobal(
      "ResizeObserver",
      class {
        observe() {}
        unobserve() {}
        disconnect() {}
      },
    );
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    for (const [name, value] of Object.entries(HEIGHTS)) {
      vi.spyOn(HTMLElement.prototype, name as "scrollHeight", "get").mockReturnValue(value);
    }
    client = new FakeClient([
      { id: "u-alice", name: "alice" },
      { id: "u-bob", name: "bob" },
    ]);
    conversation = client.direct("u-bob");
  });

  it.each([0, 1])(
    "that opens at unread messages leaves unread what is not in the window: %i read before",
    async (read) => {
      for (let count = 0; count < read; count++) {
        conversation.say("u-alice", "begin");
      }
      for (let count = 0; count < COUNT; count++) {
        conversation.say("u-bob", "news");
      }
      open();
      await measured();

      expect(conversation.snapshot.readSeq).toBeGreaterThan(0);
      expect(conversation.snapshot.readSeq).toBeLessThan(COUNT);
    },
  );

  it("that opens with nothing unread is at its end, and has read what comes", async () => {
    conversation.say("u-alice", "begin");
    open();
    await measured();
    act(() => void conversation.say("u-bob", "news"));

    expect(conversation.snapshot.readSeq).toBe(2);
  });

  it("says when a message that it is to go to cannot be found, and goes nowhere when it comes later", async () => {
    conversation.say("u-alice", "begin");
    open();
    act(() =>
      goTo({ ...plainMessage({ key: "m2", sender: "u-bob", sentAt: new Date() }), conversation: "d-u-bob", seq: 2 }),
    );
    await waitFor(() => expect(told).toHaveBeenCalledWith("This message can't be found."));

    act(() => void conversation.say("u-bob", "late"));
    expect(useActing.getState().jumpedTo).toBeUndefined();
  });
});

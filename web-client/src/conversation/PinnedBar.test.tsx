import { act, render, screen } from "@testing-library/react";
import type { PinnedMessage } from "@warbler/sdk";
import { expect, it, vi } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { FakeClient } from "../kit/FakeClient";
import { PinnedBar } from "./PinnedBar";

it("shows what is pinned now, in whatever order the answers come", async () => {
  const client = new FakeClient([
    { id: "u-alice", name: "alice" },
    { id: "u-bob", name: "bob" },
  ]);
  const conversation = client.direct("u-bob");
  const message = conversation.say("u-bob", "to be forgotten");
  const answers: ((pins: readonly PinnedMessage[]) => void)[] = [];
  vi.spyOn(conversation, "pins").mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
  render(
    <ClientProvider client={client}>
      <PinnedBar conversation={conversation} onJump={() => undefined} />
    </ClientProvider>,
  );
  act(() => conversation.emit("pinsChanged", conversation));
  expect(answers).toHaveLength(2);
  await act(async () => answers[1]?.([]));
  await act(async () => answers[0]?.([{ message, pinnedBy: "u-bob", pinnedAt: new Date() }]));

  expect(screen.queryByText("to be forgotten")).toBeNull();
});

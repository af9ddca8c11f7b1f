import { act, render } from "@testing-library/react";
import { expect, it } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { FakeClient } from "../kit/FakeClient";
import { Announcer } from "./Announcer";

it("forgets what was said when it is deleted", async () => {
  const client = new FakeClient([
    { id: "u-alice", name: "alice" },
    { id: "u-bob", name: "bob" },
  ]);
  const conversation = client.direct("u-bob");
  const { container } = render(
    <ClientProvider client={client}>
      <Announcer conversation={conversation} />
    </ClientProvider>,
  );
  act(() => void conversation.say("u-bob", "to be forgotten"));
  expect(container.textContent).toContain("to be forgotten");
  await act(() => conversation.delete(1));

  expect(container.textContent).toBe("");
});

import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { FakeClient } from "../kit/FakeClient";
import { ReplyQuote } from "./ReplyQuote";

it("does not tell what is hidden in the message that it quotes", () => {
  const client = new FakeClient([
    { id: "u-alice", name: "alice" },
    { id: "u-bob", name: "bob" },
  ]);
  const conversation = client.direct("u-bob");
  conversation.say("u-bob", {
    content: { kind: "text", text: "it was the butler", spans: [{ offset: 11, length: 6, style: "spoiler" }] },
  });
  const preview = { seq: 1, sender: "u-bob", kind: "text", text: "as the server told it" } as const;
  const { container } = render(
    <ClientProvider client={client}>
      <ReplyQuote conversation={conversation} preview={preview} onJump={() => undefined} />
    </ClientProvider>,
  );

  expect(container.textContent).toContain("it was the ██████");
  expect(container.textContent).not.toContain("butler");
});

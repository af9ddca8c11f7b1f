import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { FakeClient } from "../kit/FakeClient";
import { MessageBubble } from "./MessageBubble";
import { type MessageRow, rowsOf } from "./rows";

function open(text: string, status?: "failed" | "read") {
  const client = new FakeClient([
    { id: "u-alice", name: "alice" },
    { id: "u-bob", name: "bob" },
  ]);
  const conversation = client.direct("u-bob");
  conversation.say("u-alice", text, new Date(), status);
  const [row] = rowsOf(conversation.timeline.items, "u-alice", undefined);
  const view = render(
    <ClientProvider client={client}>
      <MessageBubble row={row as MessageRow} conversation={conversation} />
    </ClientProvider>,
  );
  return { conversation, container: view.container };
}

describe("a message", () => {
  it("is never taken for markup", () => {
    const text = '<img src=x onerror="alert(1)"><script>alert(2)</script>&lt;b&gt;';
    const { container } = open(text);

    expect(container.textContent).toContain(text);
    expect(container.querySelector("img, script, b")).toBeNull();
  });

  it("opens addresses without telling who sent the reader", () => {
    const { container } = open("https://example.org/");
    const link = container.querySelector("a");

    expect(link?.rel).toBe("noopener noreferrer");
    expect(link?.target).toBe("_blank");
  });

  it("shows the beginning of a long text first", () => {
    const { container } = open("x".repeat(65_000));
    expect(container.textContent?.length).toBeLessThan(4_000);

    fireEvent.click(screen.getByText("Show more"));
    expect(container.textContent?.length).toBeGreaterThan(65_000);
  });

  it("says why it failed, and can be sent again or removed", () => {
    const { conversation } = open("hi", "failed");
    expect(screen.getByText(/you can only write to friends/)).toBeTruthy();

    fireEvent.click(screen.getByText("Try again"));
    expect(conversation.retried).toEqual(["m1"]);
    fireEvent.click(screen.getByText("Delete"));
    expect(conversation.timeline.items).toEqual([]);
  });

  it("has a tick only for what the server confirmed", () => {
    open("hi", "read");

    expect(screen.getByRole("img", { name: "Read" })).toBeTruthy();
  });
});

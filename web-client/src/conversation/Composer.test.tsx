import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { forgetDrafts, useDrafts } from "../client/drafts";
import { useRelations } from "../client/relations";
import { FakeClient } from "../kit/FakeClient";
import type { FakeConversation } from "../kit/FakeConversation";
import { Composer } from "./Composer";

const USERS = [
  { id: "u-alice", name: "alice" },
  { id: "u-bob", name: "bob" },
];

let conversation: FakeConversation;

function open(): HTMLTextAreaElement {
  const client = new FakeClient(USERS);
  conversation = client.direct("u-bob");
  render(
    <ClientProvider client={client}>
      <Composer conversation={conversation} />
    </ClientProvider>,
  );
  return screen.getByRole("textbox");
}

const texts = () =>
  conversation.timeline.items.map(
    (item) => item.type === "message" && item.content.kind === "text" && item.content.text,
  );

describe("the composer", () => {
  beforeEach(() => {
    vi.stubGlobal("matchMedia", () => ({ matches: false }));
    forgetDrafts();
    useRelations.setState({ status: "known", friends: ["u-bob"], incoming: [], outgoing: [], blocked: [] });
  });

  it("sends with Enter and is empty again", async () => {
    const field = open();
    fireEvent.change(field, { target: { value: " hello " } });
    fireEvent.keyDown(field, { key: "Enter" });

    await waitFor(() => expect(texts()).toEqual(["hello"]));
    expect(field.value).toBe("");
  });

  it("leaves Enter to an input method that is choosing a word", () => {
    const field = open();
    fireEvent.change(field, { target: { value: "nihao" } });
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });

    expect(texts()).toEqual([]);
  });

  it("begins a line with Shift and Enter", () => {
    const field = open();
    fireEvent.change(field, { target: { value: "one" } });

    expect(fireEvent.keyDown(field, { key: "Enter", shiftKey: true })).toBe(true);
    expect(texts()).toEqual([]);
  });

  it("sends no white space", () => {
    const field = open();
    fireEvent.change(field, { target: { value: " \n " } });
    fireEvent.keyDown(field, { key: "Enter" });

    expect(texts()).toEqual([]);
  });

  it("keeps a draft", () => {
    fireEvent.change(open(), { target: { value: "half a thought" } });

    expect(useDrafts.getState().texts).toEqual({ "d-u-bob": "half a thought" });
  });

  it("says why nothing can be written to somebody who is no friend", () => {
    useRelations.setState({ friends: [] });
    const client = new FakeClient(USERS);
    render(
      <ClientProvider client={client}>
        <Composer conversation={client.direct("u-bob")} />
      </ClientProvider>,
    );

    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getByText(/once you are friends/)).toBeTruthy();
  });

  it("refuses more bytes than the server takes", () => {
    const field = open();
    fireEvent.change(field, { target: { value: "字".repeat(21_700) } });
    fireEvent.keyDown(field, { key: "Enter" });

    expect(texts()).toEqual([]);
    expect(screen.getByText("100 bytes too long")).toBeTruthy();
  });
});

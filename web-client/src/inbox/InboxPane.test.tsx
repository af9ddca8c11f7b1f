import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { useDraftSync, useDrafts } from "../client/drafts";
import { FakeClient } from "../kit/FakeClient";
import { InboxPane } from "./InboxPane";

const USERS = [
  { id: "u-alice", name: "alice" },
  { id: "u-bob", name: "bob" },
  { id: "u-carol", name: "carol" },
];

function Inbox() {
  useDraftSync();
  return <InboxPane current={undefined} />;
}

function open() {
  const client = new FakeClient(USERS);
  const [bob, carol] = [client.direct("u-bob"), client.direct("u-carol")];
  bob.say("u-bob", "hello", new Date(1_000));
  carol.say("u-carol", "hi", new Date(2_000));
  render(
    <ClientProvider client={client}>
      <Inbox />
    </ClientProvider>,
  );
  return { client, bob, carol };
}

const names = async () => (await screen.findAllByRole("option")).map((row) => row.querySelector("bdi")?.textContent);

async function choose(row: string, action: string) {
  fireEvent.contextMenu(await screen.findByText(row));
  fireEvent.click(await screen.findByRole("menuitem", { name: action }));
}

describe("the inbox", () => {
  it("shows what is pinned first", async () => {
    open();
    await waitFor(async () => expect(await names()).toEqual(["carol", "bob"]));

    await choose("bob", "Pin to the top");

    await waitFor(async () => expect(await names()).toEqual(["bob", "carol"]));
    expect(screen.getByRole("img", { name: "Pinned" })).toBeDefined();
  });

  it("marks what is muted", async () => {
    const { bob } = open();
    await choose("bob", "Mute");

    expect(await screen.findByRole("img", { name: "Muted" })).toBeDefined();
    expect(bob.snapshot.mutedUntil).toBe("for-good");
    await choose("bob", "End mute");
    await waitFor(() => expect(screen.queryByRole("img", { name: "Muted" })).toBeNull());
  });

  it("keeps what is archived apart, and finds it by name", async () => {
    open();
    await choose("bob", "Archive");
    await waitFor(async () => expect(await names()).toEqual(["carol"]));

    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "bob" } });
    await waitFor(async () => expect(await names()).toEqual(["bob"]));
    fireEvent.click(screen.getByRole("button", { name: "More" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "Archived chats" }));

    await screen.findByRole("listbox", { name: "Archived chats" });
    await waitFor(async () => expect(await names()).toEqual(["bob"]));
  });

  it("takes over drafts of other devices", async () => {
    const { client, bob } = open();
    await screen.findByText("bob");

    bob.saveDraft("from the phone");
    act(() => client.emit("draftSaved", bob));
    expect(await screen.findByText("from the phone")).toBeDefined();
    bob.saveDraft("");
    act(() => client.emit("draftSaved", bob));

    await waitFor(() => expect(screen.queryByText("from the phone")).toBeNull());
    expect(useDrafts.getState().texts).toEqual({});
  });
});

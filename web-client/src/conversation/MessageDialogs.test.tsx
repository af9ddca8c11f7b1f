import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { WarblerError } from "@warbler/sdk";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { useRelations } from "../client/relations";
import { FakeClient } from "../kit/FakeClient";
import { FakeConversation } from "../kit/FakeConversation";
import { closeOpen, openFor, useActing } from "./acting";
import { endChoosing, toggleChosen, useChoosing } from "./choosing";
import MessageDialogs from "./MessageDialogs";

const VIEW = {
  title: "Choir",
  description: "",
  avatar: "",
  memberCount: 4,
  role: "owner",
  mutedUntil: undefined,
  joinedSeq: 1,
  leftSeq: 0,
  dissolved: false,
  announcement: undefined,
  settings: {
    maySend: "everyone",
    mayInvite: "everyone",
    mayEditInfo: "everyone",
    mayPin: "everyone",
    mayMentionAll: "everyone",
    history: "from-start",
    slowModeSeconds: 0,
    joinPolicy: "approval",
    joinQuestion: "",
  },
} as const;

let client: FakeClient;
let group: FakeConversation;

function open(): void {
  render(
    <ClientProvider client={client}>
      <MessageDialogs conversation={group} />
    </ClientProvider>,
  );
}

beforeEach(() => {
  client = new FakeClient([
    { id: "u-alice", name: "alice" },
    { id: "u-bob", name: "bob" },
    { id: "u-carol", name: "carol" },
  ]);
  group = client.hold(new FakeConversation({ id: "g1", me: "u-alice", view: VIEW }));
  useRelations.setState({ status: "known", friends: ["u-bob"], blocked: [] });
});

afterEach(() => {
  closeOpen();
  endChoosing();
  useRelations.setState({ status: "loading", friends: [] });
});

describe("who has read a message", () => {
  it("is told with names and counts, and goes on when somebody reads on", async () => {
    const message = group.say("u-alice", "Rehearsal at four");
    group.reading = { readers: ["u-bob"], addressedCount: 3, deliveredCount: 2 };
    open();
    act(() => openFor(message, "readers"));
    const dialog = await screen.findByRole("dialog", { name: "Who has read it" });
    await within(dialog).findByText("bob");
    expect(within(dialog).getByText(/Read by 1 of 3/).textContent).toBe("Read by 1 of 3 · delivered to 2");

    group.reading = { readers: ["u-bob", "u-carol"], addressedCount: 3, deliveredCount: 2 };
    act(() => group.emit("readReceipt", { conversation: "g1", user: "u-carol", seq: 1 }));

    await within(dialog).findByText("carol", {}, { timeout: 5_000 });
    expect(within(dialog).getByText(/Read by/).textContent).toBe("Read by 2 of 3");
  });

  it("is refused in words", async () => {
    const message = group.say("u-alice", "Rehearsal at four");
    vi.spyOn(group, "readers").mockRejectedValue(new WarblerError("CONVERSATION_UNKNOWN", "not a member"));
    open();
    act(() => openFor(message, "readers"));

    await screen.findByText("You are no longer part of this conversation.");
    expect(screen.queryByText(/Read by/)).toBeNull();
  });
});

describe("earlier versions of a message", () => {
  it("are told newest first, as text", async () => {
    const message = group.say("u-alice", "<b>helo</b>");
    await group.edit(1, "hello");
    open();
    act(() => openFor(message, "versions"));

    const items = await screen.findAllByRole("listitem");
    expect(items.map((item) => item.querySelector("[data-text]")?.textContent)).toEqual(["hello", "<b>helo</b>"]);
    expect(items[0]?.textContent).toContain("now");
    expect(document.querySelector("[role=dialog] b")).toBeNull();
  });

  it("go at once when the message is deleted while they are shown", async () => {
    const message = group.say("u-alice", "a secret");
    await group.edit(1, "nothing");
    open();
    act(() => openFor(message, "versions"));
    await screen.findByText("a secret");
    // what was read before can no longer be asked for, or not yet
    vi.spyOn(group, "versions").mockReturnValue(new Promise(() => undefined));
    await act(() => group.delete(1));

    expect(screen.queryByText("a secret")).toBeNull();
    screen.getByText("This message was deleted.");
  });

  it("go on when it is edited again", async () => {
    const message = group.say("u-alice", "helo");
    await group.edit(1, "hello");
    open();
    act(() => openFor(message, "versions"));
    await screen.findByText("helo");
    await act(() => group.edit(1, "hello!"));

    await screen.findByText("hello!", {}, { timeout: 5_000 });
  });

  it("are none of a message that was deleted meanwhile", async () => {
    const message = group.say("u-alice", "gone");
    open();
    act(() => openFor(message, "versions"));

    await screen.findByText("This message was deleted.");
  });
});

describe("several messages", () => {
  function choose(): void {
    const third = group.say("u-bob", "three");
    const [first] = group.timeline.items;
    // in whatever order they are chosen
    toggleChosen(third);
    toggleChosen(first as typeof third);
    act(() => useActing.setState({ open: { message: third, what: "forward-chosen" } }));
  }

  const wordsIn = (to: FakeConversation) =>
    to.timeline.items.map((item) =>
      item.type === "message" && item.content.kind === "text" ? item.content.text : item.type,
    );

  it("are forwarded one after the other, in their order", async () => {
    const bob = client.direct("u-bob");
    bob.say("u-bob", "hi");
    group.say("u-bob", "one");
    group.say("u-bob", "two");
    open();
    choose();
    fireEvent.click(await screen.findByRole("option", { name: "bob" }));

    await waitFor(() => expect(wordsIn(bob)).toEqual(["hi", "one", "three"]));
    expect(useChoosing.getState().conversation).toBeUndefined();
  });

  it("are forwarded as one, with a title", async () => {
    const bob = client.direct("u-bob");
    bob.say("u-bob", "hi");
    group.say("u-bob", "one");
    open();
    choose();
    fireEvent.click(await screen.findByRole("switch", { name: "All 2 as one message" }));
    fireEvent.change(screen.getByLabelText("Title, if you like"), { target: { value: " Plans " } });
    fireEvent.click(screen.getByRole("option", { name: "bob" }));

    await waitFor(() => expect(bob.timeline.items).toHaveLength(2));
    const [, sent] = bob.timeline.items;
    expect(sent?.type === "message" && sent.content).toMatchObject({
      kind: "bundle",
      title: "Plans",
      messages: [{ content: { text: "one" } }, { content: { text: "three" } }],
    });
  });

  it("of which one is a bundle cannot become one", async () => {
    client.direct("u-bob").say("u-bob", "hi");
    group.say("u-bob", { content: { kind: "bundle", title: "", messages: [] } });
    open();
    choose();

    await screen.findByRole("option", { name: "bob" });
    expect(screen.queryByRole("switch")).toBeNull();
  });
});

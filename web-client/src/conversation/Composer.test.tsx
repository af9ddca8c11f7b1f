import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { GroupMember, GroupView, Message } from "@warbler/sdk";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { forgetDrafts, useDraftSync, useDrafts } from "../client/drafts";
import { useRelations } from "../client/relations";
import { FakeClient } from "../kit/FakeClient";
import { FakeConversation } from "../kit/FakeConversation";
import { Composer } from "./Composer";
import { compose, useComposing } from "./composing";
import { forgetStyles } from "./draftStyles";

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

function Synced() {
  useDraftSync();
  return <Composer conversation={conversation} />;
}

const texts = () =>
  conversation.timeline.items.map(
    (item) => item.type === "message" && item.content.kind === "text" && item.content.text,
  );

describe("the composer", () => {
  beforeEach(() => {
    vi.stubGlobal("matchMedia", () => ({ matches: false }));
    forgetDrafts();
    forgetStyles();
    useComposing.setState({ byConversation: {} });
    useRelations.setState({ status: "known", friends: ["u-bob"], incoming: [], outgoing: [], blocked: [] });
  });

  it("sends with Enter and is empty again", async () => {
    const field = open();
    fireEvent.change(field, { target: { value: " hello " } });
    fireEvent.keyDown(field, { key: "Enter" });

    await waitFor(() => expect(texts()).toEqual(["hello"]));
    expect(field.value).toBe("");
  });

  it("says to readers of a channel why they cannot write, and lets its owner", () => {
    const reader = render(composerOf({ ...GROUP, role: "member" }));
    expect(reader.container.textContent).toContain("you read what its admins write");
    expect(reader.queryByRole("textbox")).toBeNull();
    reader.unmount();

    render(composerOf({ ...GROUP, role: "owner" }));
    expect(screen.getByRole("textbox")).toBeTruthy();
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

  const said = (text: string): Message => conversation.say("u-alice", text);

  it("answers a message, and forgets it with Escape", async () => {
    const field = open();
    const asked = conversation.say("u-bob", "coming?");
    act(() => compose("reply", asked));
    expect(screen.getByText("coming?")).toBeTruthy();
    fireEvent.keyDown(field, { key: "Escape" });
    expect(screen.queryByText("coming?")).toBeNull();

    act(() => compose("reply", asked));
    fireEvent.change(field, { target: { value: "yes" } });
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(texts()).toEqual(["coming?", "yes"]));
    expect(conversation.snapshot.lastMessage?.replyTo).toMatchObject({ seq: 1, sender: "u-bob" });
    expect(screen.queryByText("coming?")).toBeNull();
  });

  it("says of what it answers what that says now", async () => {
    open();
    const asked = conversation.say("u-bob", "coming?");
    act(() => compose("reply", asked));
    await act(() => conversation.delete(1));

    expect(screen.queryByText("coming?")).toBeNull();
    expect(screen.getByText("This message was deleted.")).toBeTruthy();
  });

  it("edits nothing any more that was deleted", async () => {
    open();
    const message = said("secret");
    act(() => compose("edit", message));
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("secret");
    await act(() => conversation.delete(1));

    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("");
    expect(screen.queryByText("Edit message")).toBeNull();
  });

  it("goes on with an answer that was begun elsewhere, after an edit too", async () => {
    const client = new FakeClient(USERS);
    conversation = client.direct("u-bob");
    conversation.say("u-bob", "coming?");
    conversation.saveDraft("yes", 1);
    render(
      <ClientProvider client={client}>
        <Synced />
      </ClientProvider>,
    );
    expect(screen.getByText("coming?")).toBeTruthy();
    const own = said("helo");
    act(() => compose("edit", own));
    fireEvent.keyDown(screen.getByRole("textbox"), { key: "Escape" });
    expect(screen.getByText("coming?")).toBeTruthy();
    fireEvent.keyDown(screen.getByRole("textbox"), { key: "Enter" });

    await waitFor(() => expect(texts()).toEqual(["coming?", "helo", "yes"]));
    expect(conversation.snapshot.lastMessage?.replyTo).toMatchObject({ seq: 1 });
    expect(screen.queryByText("Reply to bob")).toBeNull();
  });

  it("keeps what a draft answers with it", () => {
    const field = open();
    const asked = conversation.say("u-bob", "coming?");
    fireEvent.change(field, { target: { value: "yes" } });
    act(() => compose("reply", asked));
    expect(conversation.savedDraft).toMatchObject({ text: "yes", replyTo: 1 });

    fireEvent.keyDown(field, { key: "Escape" });
    expect(conversation.savedDraft).toMatchObject({ text: "yes", replyTo: undefined });
  });

  it("edits the last own message with the arrow in an empty field, and leaves the draft alone", async () => {
    const field = open();
    act(() => void said("helo"));
    fireEvent.keyDown(field, { key: "ArrowUp" });
    const editing = screen.getByRole<HTMLTextAreaElement>("textbox");
    expect(editing.value).toBe("helo");
    fireEvent.change(editing, { target: { value: "hello" } });
    fireEvent.keyDown(editing, { key: "Enter" });

    await waitFor(() => expect(texts()).toEqual(["hello"]));
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("");
    expect(useDrafts.getState().texts).toEqual({});
  });

  it("leaves the caret behind a mention at once, where the next key goes", async () => {
    const { field } = inGroup();
    fireEvent.change(field, { target: { value: "hi @bo, you" } });
    field.setSelectionRange(6, 6);
    fireEvent.select(field);
    expect(await screen.findByRole("option", { name: /bob/ })).toBeTruthy();
    fireEvent.keyDown(field, { key: "Enter" });
    expect(field.value).toBe("hi @bob , you");
    expect([field.selectionStart, field.selectionEnd]).toEqual([8, 8]);
  });

  it("mentions a member who was chosen from the list", async () => {
    const { field, group } = inGroup();
    fireEvent.change(field, { target: { value: "hi @bo" } });
    field.setSelectionRange(6, 6);
    fireEvent.select(field);
    expect(await screen.findByRole("option", { name: /bob/ })).toBeTruthy();
    fireEvent.keyDown(field, { key: "Enter" });
    expect(field.value).toBe("hi @bob ");
    fireEvent.keyDown(field, { key: "Enter" });

    await waitFor(() =>
      expect(group.snapshot.lastMessage?.content).toEqual({
        kind: "text",
        text: "hi @bob",
        spans: [{ offset: 3, length: 4, style: "mention", user: "u-bob" }],
      }),
    );
    fireEvent.change(field, { target: { value: "not @bob again" } });
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() =>
      expect(group.snapshot.lastMessage?.content).toMatchObject({ text: "not @bob again", spans: [] }),
    );
  });

  const lastContent = () => {
    const last = conversation.timeline.items.at(-1);
    return last?.type === "message" ? last.content : undefined;
  };

  it("sends the styles that words were given by keys, and shows them before", async () => {
    const field = open();
    fireEvent.change(field, { target: { value: "  so very good" } });
    expect(screen.queryByRole("group", { name: "How it will look" })).toBeNull();
    field.setSelectionRange(5, 9);
    fireEvent.keyDown(field, { key: "b", ctrlKey: true });
    field.setSelectionRange(11, 11);
    fireEvent.keyDown(field, { key: "X", ctrlKey: true, shiftKey: true });
    const preview = screen.getByRole("group", { name: "How it will look" });
    expect(preview.querySelector("strong")?.textContent).toBe("very");
    expect(preview.querySelector("s")?.textContent).toBe("good");

    fireEvent.change(field, { target: { value: "  so ve-ry good" } });
    fireEvent.keyDown(field, { key: "Enter" });

    await waitFor(() => expect(texts()).toEqual(["so ve-ry good"]));
    expect(lastContent()).toMatchObject({
      spans: [
        { offset: 3, length: 5, style: "bold" },
        { offset: 9, length: 4, style: "strikethrough" },
      ],
    });
    expect(screen.queryByRole("group", { name: "How it will look" })).toBeNull();
    fireEvent.change(field, { target: { value: "so very plain" } });
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(lastContent()).toMatchObject({ text: "so very plain", spans: [] }));
  });

  it("gives a style by the menu, goes on writing, and takes it away again", async () => {
    const field = open();
    fireEvent.change(field, { target: { value: "the murderer" } });
    field.setSelectionRange(4, 12);
    fireEvent.click(screen.getByRole("button", { name: "Style of the selected words" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "Hidden until pressed" }));
    await waitFor(() => expect(document.activeElement).toBe(field));
    screen.getByRole("button", { name: "Show hidden text" });

    field.setSelectionRange(4, 12);
    fireEvent.click(screen.getByRole("button", { name: "Style of the selected words" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "Hidden until pressed" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Show hidden text" })).toBeNull());
  });

  it("keeps the styles of a message that is edited, and can change nothing but them", async () => {
    const field = open();
    const content = { kind: "text", text: "so good", spans: [{ offset: 3, length: 4, style: "bold" }] } as const;
    const message = conversation.say("u-alice", { content });
    const edited = vi.spyOn(conversation, "edit");
    act(() => compose("edit", message));
    fireEvent.keyDown(screen.getByRole("textbox"), { key: "Enter" });
    expect(edited).not.toHaveBeenCalled();
    expect(field.isConnected).toBe(false);

    act(() => compose("edit", message));
    const editing = screen.getByRole<HTMLTextAreaElement>("textbox");
    editing.setSelectionRange(0, 2);
    fireEvent.keyDown(editing, { key: "i", ctrlKey: true });
    fireEvent.keyDown(editing, { key: "Enter" });
    await waitFor(() =>
      expect(edited).toHaveBeenCalledWith(1, "so good", {
        spans: [
          { offset: 0, length: 2, style: "italic" },
          { offset: 3, length: 4, style: "bold" },
        ],
      }),
    );
  });
});

function composerOf(view: GroupView) {
  const client = new FakeClient(USERS);
  const channel = client.hold(new FakeConversation({ id: "c1", me: "u-alice", view, isChannel: true }));
  return (
    <ClientProvider client={client}>
      <Composer conversation={channel} />
    </ClientProvider>
  );
}

function inGroup() {
  useRelations.setState({ friends: [] });
  const client = new FakeClient(USERS);
  const group = client.hold(
    new FakeConversation({ id: "g1", me: "u-alice", view: GROUP, members: [member("u-alice"), member("u-bob")] }),
  );
  render(
    <ClientProvider client={client}>
      <Composer conversation={group} />
    </ClientProvider>,
  );
  return { field: screen.getByRole<HTMLTextAreaElement>("textbox"), group };
}

const member = (user: string): GroupMember => ({ user, role: "member", joinedSeq: 1, mutedUntil: undefined });

const GROUP: GroupView = {
  title: "Choir",
  description: "",
  avatar: "",
  settings: {
    maySend: "everyone",
    mayInvite: "admins",
    mayEditInfo: "admins",
    mayPin: "admins",
    mayMentionAll: "admins",
    history: "from-join",
    slowModeSeconds: 0,
    joinPolicy: "approval",
    joinQuestion: "",
  },
  memberCount: 2,
  role: "member",
  mutedUntil: undefined,
  joinedSeq: 1,
  leftSeq: 0,
  dissolved: false,
  announcement: undefined,
};

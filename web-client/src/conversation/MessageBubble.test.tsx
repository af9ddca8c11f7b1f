import { act, fireEvent, render, screen } from "@testing-library/react";
import type { Message, MessageContent } from "@warbler/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { FakeClient } from "../kit/FakeClient";
import type { FakeConversation } from "../kit/FakeConversation";
import { closeOpen } from "./acting";
import { endChoosing, toggleChosen, useChoosing } from "./choosing";
import { MessageBubble } from "./MessageBubble";
import { isClosed } from "./polls";
import { type MessageRow, rowsOf } from "./rows";

const CHANGES = { seq: 1, editCount: 0, editedAt: undefined, deletion: undefined, reactions: [], pinned: false };
const BLOB = {
  id: undefined,
  url: "https://files.example/1",
  mediaType: "image/png",
  sizeBytes: 12_345,
  fileName: "<b>a</b>.png",
};

const CONTENTS: [MessageContent, string[]][] = [
  [
    { kind: "image", blob: BLOB, width: 3, height: 4, previewHash: "", caption: "look", spans: [] },
    ["<b>a</b>.png", "image/png", "12.3", "3 × 4", "files.example", "look"],
  ],
  [
    { kind: "video", blob: BLOB, width: 0, height: 0, durationMs: 67_000, previewHash: "", caption: "", spans: [] },
    ["1:07", "files.example"],
  ],
  [{ kind: "file", blob: { ...BLOB, url: "javascript:alert(1)" }, caption: "", spans: [] }, ["Can't be opened"]],
  [
    { kind: "voice", blob: { ...BLOB, url: undefined, id: "b1" }, durationMs: 5_000, waveform: new Uint8Array() },
    ["0:05"],
  ],
  [
    { kind: "location", latitude: 1.5, longitude: 2.5, accuracyMetres: 0, name: "Hall", address: "Main Street" },
    ["Hall", "Main Street", "1.50000, 2.50000"],
  ],
  [
    { kind: "contact", name: "Carol", user: "u-bob", phones: ["123"], emails: ["c@example.org"] },
    ["Carol", "123", "c@"],
  ],
  [{ kind: "custom", type: "a.b", payload: "{}", fallback: "an order" }, ["an order"]],
  [
    {
      kind: "bundle",
      title: "The talk",
      messages: [{ sender: "u-bob", sentAt: new Date(), content: { kind: "text", text: "bundled", spans: [] } }],
    },
    ["The talk", "1 message", "bundled"],
  ],
  [{ kind: "unsupported" }, ["not supported"]],
];

function messageOf(conversation: FakeConversation): Message {
  const [item] = conversation.timeline.items;
  if (item?.type !== "message") {
    throw new Error("no message");
  }
  return item;
}

afterEach(() => {
  closeOpen();
  endChoosing();
});

function open(words: string | Partial<Message>, status?: "failed" | "read" | "delivered", sender = "u-alice") {
  const client = new FakeClient([
    { id: "u-alice", name: "alice" },
    { id: "u-bob", name: "bob" },
  ]);
  const conversation = client.direct("u-bob");
  conversation.say(sender, words, new Date(), status);
  const jumps: number[] = [];
  const [row] = rowsOf(conversation.timeline.items, "u-alice", undefined);
  const view = render(
    <ClientProvider client={client}>
      <MessageBubble row={row as MessageRow} conversation={conversation} onJump={(seq) => jumps.push(seq)} />
    </ClientProvider>,
  );
  return { conversation, container: view.container, jumps };
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

  it("can be chosen with others, by its button or a click, and not when it was deleted", () => {
    const { conversation, container } = open("hi", undefined, "u-bob");
    const message = messageOf(conversation);
    act(() => toggleChosen(message));
    const choice = screen.getByRole("button", { name: "Choose this message", description: /hi/ });
    expect(choice.getAttribute("aria-pressed")).toBe("true");

    fireEvent.click(container.querySelector("[data-bubble]") as Element);
    expect(choice.getAttribute("aria-pressed")).toBe("false");
    fireEvent.click(choice);
    expect(useChoosing.getState().chosen.has(1)).toBe(true);
    fireEvent.pointerEnter(container.querySelector("article") as Element, { pointerType: "mouse" });
    expect(screen.queryByRole("group", { name: "Actions for this message" })).toBeNull();

    toggleChosen({ ...message, seq: 2, content: { kind: "deleted" } });
    toggleChosen({ ...message, seq: undefined });
    expect([...useChoosing.getState().chosen.keys()]).toEqual([1]);
  });

  it("that is a poll takes one vote, takes it back, and none when it is closed", () => {
    const content = {
      kind: "poll",
      question: "Lunch?",
      options: ["pizza", "soup"],
      multiple: false,
      anonymous: false,
      closesAt: undefined,
    } as const;
    const { conversation } = open({ content });

    fireEvent.click(screen.getByRole("button", { name: "soup 0 votes" }));
    const [asked] = conversation.timeline.items as [Message];
    expect(asked.changes.poll?.mine).toEqual([1]);
    conversation.closePoll(1);
    const [closed] = conversation.timeline.items as [Message];
    expect(isClosed(closed, Date.now())).toBe(true);
  });

  it("has a tick only for what the server confirmed", () => {
    open("hi", "read");
    expect(screen.getByRole("img", { name: "Read" })).toBeTruthy();
    expect(screen.queryByRole("img", { name: "Delivered" })).toBeNull();

    open("ho", "delivered");
    expect(screen.getByRole("img", { name: "Delivered" })).toBeTruthy();
  });

  it("that was deleted leaves a mark and nothing to do with it", () => {
    const { container } = open({ content: { kind: "deleted" } });

    expect(screen.getByText("This message was deleted.")).toBeTruthy();
    fireEvent.pointerEnter(container.querySelector("article") as Element, { pointerType: "mouse" });
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("tells that it was edited, pinned, forwarded, and that a change is on its way", () => {
    const changes = { ...CHANGES, editCount: 1, editedAt: new Date(), pinned: true };
    const forwardedFrom = { sender: "u-bob", sentAt: new Date() };
    open({ changes, forwardedFrom, pendingChanges: [{ kind: "pinned" }] });

    expect(screen.getByText("edited")).toBeTruthy();
    expect(screen.getByRole("img", { name: "Pinned" })).toBeTruthy();
    expect(screen.getByRole("img", { name: "Being changed" })).toBeTruthy();
    expect(screen.getByText(/^Forwarded from/)).toBeTruthy();
  });

  it("has a chip for each reaction, which joins and leaves it", async () => {
    const reactions = [
      { reaction: "👍", count: 2, mine: true },
      { reaction: "<b>x</b>", count: 1, mine: false },
    ];
    const { conversation, container } = open({ changes: { ...CHANGES, reactions } });
    const chip = screen.getByRole("button", { name: "👍, 2 reactions" });

    expect(chip.getAttribute("aria-pressed")).toBe("true");
    expect(screen.getByRole("button", { name: "<b>x</b>, 1 reaction" })).toBeTruthy();
    expect(container.querySelector("b")).toBeNull();
    fireEvent.click(chip);
    expect(messageOf(conversation).changes.reactions.map(({ reaction }) => reaction)).toEqual(["<b>x</b>"]);
  });

  it("quotes what it answers as text, and leads to it", () => {
    const text = "<img src=x onerror=alert(1)>";
    const { container, jumps } = open({ replyTo: { seq: 7, sender: "u-bob", kind: "text", text } });

    expect(container.textContent).toContain(text);
    expect(container.querySelector("img")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: /^Answers/ }));
    expect(jumps).toEqual([7]);
  });

  it("that answers something unknown leads nowhere", () => {
    const { container } = open({ replyTo: { seq: 7, sender: "", kind: "text", text: "" } });

    expect(container.textContent).toContain("…");
    expect(screen.queryByRole("button", { name: /^Answers/ })).toBeNull();
  });

  it("styles its spans, and marks who is mentioned", () => {
    const text = "bold code @alice secret";
    const { container } = open({
      content: {
        kind: "text",
        text,
        spans: [
          { offset: 0, length: 4, style: "bold" },
          { offset: 5, length: 4, style: "code" },
          { offset: 10, length: 6, style: "mention", user: "u-alice" },
          { offset: 17, length: 6, style: "spoiler" },
        ],
      },
    });

    expect(container.querySelector("strong")?.textContent).toBe("bold");
    expect(container.querySelector("code")?.textContent).toBe("code");
    expect(container.querySelector("[data-me]")?.textContent).toBe("@alice");
    expect(container.textContent).not.toContain("secret");
    fireEvent.click(screen.getByRole("button", { name: "Show hidden text" }));
    expect(container.textContent).toContain("secret");
  });

  it.each(CONTENTS)("shows a $kind, and loads nothing", (content, words) => {
    const { container } = open({ content });

    for (const word of words) {
      expect(container.textContent).toContain(word);
    }
    expect(container.querySelector("img, video, audio, iframe, source")).toBeNull();
    for (const link of container.querySelectorAll('a[target="_blank"]')) {
      expect(link.getAttribute("rel")).toBe("noopener noreferrer");
      expect(link.getAttribute("href")).toMatch(/^https:/);
    }
  });

  it("offers what the user may do with it, also in a menu of its own", () => {
    const { container } = open("mine");
    fireEvent.contextMenu(container.querySelector("[data-bubble]") as Element);

    expect(screen.getAllByRole("menuitem").map((item) => item.textContent)).toEqual([
      "React",
      "Reply",
      "Edit",
      "Copy text",
      "Forward",
      "Choose",
      "Pin",
      "Delete for everyone",
    ]);
  });

  it("of somebody else can be neither edited nor deleted", () => {
    const { container } = open("theirs", undefined, "u-bob");
    fireEvent.contextMenu(container.querySelector("[data-bubble]") as Element);

    const offered = screen.getAllByRole("menuitem").map((item) => item.textContent);
    expect(offered).toContain("Reply");
    expect(offered).not.toContain("Edit");
    expect(offered).not.toContain("Delete for everyone");
  });
});

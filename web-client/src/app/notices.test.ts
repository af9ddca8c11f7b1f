import i18next, { type TFunction } from "i18next";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeClient } from "../kit/FakeClient";
import type { FakeConversation } from "../kit/FakeConversation";
import { askForNotices, noticePermission, type SystemNotice, showNotice, watchForNotices } from "./notices";

const t: TFunction = i18next.t;

let client: FakeClient;
let conversation: FakeConversation;
let told: SystemNotice[];

function watch(tellsWords = true): void {
  watchForNotices(client, { t, tellsWords }, (notice) => told.push(notice));
}

/** Somebody writes; the client tells it as the SDK does. */
function writes(words: Parameters<FakeConversation["say"]>[1], sender = "u-bob"): void {
  client.emit("message", conversation.say(sender, words));
}

beforeEach(() => {
  client = new FakeClient([
    { id: "u-alice", name: "alice" },
    { id: "u-bob", name: "bob", displayName: "Bob Okafor" },
  ]);
  conversation = client.direct("u-bob");
  told = [];
  vi.spyOn(document, "hasFocus").mockReturnValue(false);
});
afterEach(() => vi.unstubAllGlobals());

describe("what comes while nobody looks", () => {
  it("is told with its sender and its words, or without them", async () => {
    watch();
    watch(false);
    writes("are you there?");

    await vi.waitFor(() => expect(told).toHaveLength(2));
    expect(told.map(({ title, body }) => [title, body])).toEqual([
      ["Bob Okafor", "are you there?"],
      ["Bob Okafor", "New message"],
    ]);
  });

  it("is not told of the user's own messages, and not while they look", async () => {
    watch();
    writes("from my other device", "u-alice");
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    writes("seen");
    vi.spyOn(document, "hasFocus").mockReturnValue(false);
    writes("not seen");

    await vi.waitFor(() => expect(told.map(({ body }) => body)).toEqual(["not seen"]));
  });

  it("is told of a muted conversation only where it mentions the user", async () => {
    await conversation.mute("for-good");
    watch();
    writes("nothing");
    writes({
      content: { kind: "text", text: "@alice", spans: [{ offset: 0, length: 6, style: "mention", user: "u-alice" }] },
    });
    await conversation.mute(new Date(Date.now() - 1));
    writes("later");

    await vi.waitFor(() => expect(told.map(({ body }) => body)).toEqual(["@alice", "later"]));
  });
});

describe("the system", () => {
  it("is asked once for all, and leads to the conversation", async () => {
    const shown: { onclick?: () => void; tag: string }[] = [];
    class Shown {
      static permission = "default";
      static requestPermission = async () => "granted";
      readonly tag: string;
      close = vi.fn();
      constructor(
        readonly title: string,
        { tag }: { tag: string },
      ) {
        this.tag = tag;
        shown.push(this);
      }
    }
    vi.stubGlobal("Notification", Shown);
    const open = vi.fn();

    expect(noticePermission()).toBe("default");
    expect(await askForNotices()).toBe(true);
    showNotice({ conversation, title: "Bob", body: "hi" }, open);
    shown[0]?.onclick?.();

    expect(open).toHaveBeenCalledOnce();
    expect(shown[0]?.tag).toBe(conversation.id);
  });

  it("that has no notices, or only from service workers, breaks nothing", async () => {
    vi.stubGlobal("Notification", () => {
      throw new TypeError("Illegal constructor");
    });
    showNotice({ conversation, title: "Bob", body: "hi" }, () => undefined);

    vi.stubGlobal("Notification", undefined);
    Reflect.deleteProperty(globalThis, "Notification");
    expect(noticePermission()).toBe("missing");
    expect(await askForNotices()).toBe(false);
  });
});

import i18next, { type TFunction } from "i18next";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeClient } from "../kit/FakeClient";
import type { FakeConversation } from "../kit/FakeConversation";
import { watchForNotices } from "./watchForNotices";

const t: TFunction = i18next.t;

let client: FakeClient;
let conversation: FakeConversation;
/** The titles and words that were told, and of those what still stands. */
let told: string[];
let standing: string[];
let end: () => void;

function watch(tellsWords = true): void {
  end = watchForNotices(client, { t, tellsWords }, ({ title, body }) => {
    const notice = `${title}: ${body}`;
    told.push(notice);
    standing.push(notice);
    return () => {
      standing = standing.filter((one) => one !== notice);
    };
  });
}

/** Somebody writes; the client tells it as the SDK does. */
function writes(words: Parameters<FakeConversation["say"]>[1], sender = "u-bob"): void {
  client.emit("message", conversation.say(sender, words));
}

/** So long one waits for what is read elsewhere. */
function pause(): Promise<unknown> {
  return vi.advanceTimersByTimeAsync(1_000);
}

beforeEach(() => {
  vi.useFakeTimers();
  client = new FakeClient([
    { id: "u-alice", name: "alice" },
    { id: "u-bob", name: "bob", displayName: "Bob Okafor" },
  ]);
  conversation = client.direct("u-bob");
  conversation.on("messageChanged", (message) => client.emit("messageChanged", message));
  conversation.on("snapshot", () => client.emit("conversation", conversation));
  told = [];
  standing = [];
  vi.stubGlobal("Notification", { permission: "granted" });
  vi.spyOn(document, "hasFocus").mockReturnValue(false);
});
afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what comes while nobody looks", () => {
  it.each([
    [true, "Bob Okafor: are you there?"],
    [false, "Bob Okafor: New message"],
  ])("is told with its sender, and with its words: %s", async (tellsWords, notice) => {
    watch(tellsWords);
    writes("are you there?");
    await pause();

    expect(told).toEqual([notice]);
  });

  it("is not told of the user's own messages, and not while they look", async () => {
    watch();
    writes("from my other device", "u-alice");
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    writes("seen");
    await pause();
    expect(told).toEqual([]);

    vi.spyOn(document, "hasFocus").mockReturnValue(false);
    writes("not seen");
    await pause();
    expect(told).toEqual(["Bob Okafor: not seen"]);
  });

  it("is told of a muted conversation only where it mentions the user", async () => {
    await conversation.mute("for-good");
    watch();
    writes({
      content: { kind: "text", text: "@alice", spans: [{ offset: 0, length: 6, style: "mention", user: "u-alice" }] },
    });
    writes("nothing");
    await pause();
    await conversation.mute(new Date(Date.now() - 1));
    writes("later");
    await pause();

    expect(told).toEqual(["Bob Okafor: @alice", "Bob Okafor: later"]);
  });

  it("is told once for what comes at once", async () => {
    watch();
    writes("one");
    writes("two");
    await pause();

    expect(told).toEqual(["Bob Okafor: two"]);
  });

  it("is not told when it was read on another device", async () => {
    watch();
    writes("read on the phone");
    writes("not read");
    conversation.markRead(1);
    await conversation.delete(2);
    await pause();
    expect(told).toEqual([]);

    writes("news");
    await pause();
    expect(told).toEqual(["Bob Okafor: news"]);
  });

  it("is told as it stands after the pause", async () => {
    watch();
    writes("teh hall");
    await conversation.edit(1, "the hall");
    await pause();

    expect(told).toEqual(["Bob Okafor: the hall"]);
  });

  it("is told as soon as the browser allows it", async () => {
    vi.stubGlobal("Notification", { permission: "default" });
    watch();
    writes("before");
    await pause();
    vi.stubGlobal("Notification", { permission: "granted" });
    writes("after");
    await pause();

    expect(told).toEqual(["Bob Okafor: after"]);
  });
});

describe("what was told", () => {
  beforeEach(async () => {
    watch();
    writes("a secret");
    await pause();
    expect(standing).toEqual(["Bob Okafor: a secret"]);
  });

  it.each<[string, () => unknown]>([
    ["deleted", () => conversation.delete(1)],
    ["edited", () => conversation.edit(1, "nothing")],
    ["read", () => conversation.markRead()],
    ["not wanted any more", () => end()],
  ])("is taken away when it is %s", async (_, happens) => {
    await happens();

    expect(standing).toEqual([]);
  });

  it("stays when somebody reacts to it", async () => {
    await conversation.react(1, "👍");

    expect(standing).toHaveLength(1);
  });
});

it("tells nothing when it ended while the sender's name was asked for", async () => {
  let answer: () => void = () => undefined;
  vi.spyOn(client.users, "get").mockReturnValue(
    new Promise((resolve) => {
      answer = () => resolve({ id: "u-bob", name: "bob" });
    }),
  );
  watch();
  writes("too late");
  await pause();
  end();
  answer();
  await pause();

  expect(told).toEqual([]);
});

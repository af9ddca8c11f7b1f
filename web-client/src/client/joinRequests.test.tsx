import { act, renderHook, waitFor } from "@testing-library/react";
import type { GroupRole, JoinRequest } from "@warbler/sdk";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeClient } from "../kit/FakeClient";
import { FakeConversation } from "../kit/FakeConversation";
import { ClientProvider } from "./ClientContext";
import {
  type Decision,
  forgetJoinRequests,
  noteAsked,
  useJoinRequests,
  useJoinRequestsKept,
  watchDecisions,
} from "./joinRequests";

const SETTINGS = {
  maySend: "everyone",
  mayInvite: "everyone",
  mayEditInfo: "everyone",
  mayPin: "everyone",
  mayMentionAll: "everyone",
  history: "from-start",
  slowModeSeconds: 0,
  joinPolicy: "approval",
  joinQuestion: "",
} as const;

let client: FakeClient;
let waiting: JoinRequest[];

function groupOf(role: GroupRole, memberCount = 3): FakeConversation {
  const view = {
    title: "Choir",
    description: "",
    avatar: "",
    memberCount,
    role,
    mutedUntil: undefined,
    joinedSeq: 1,
    leftSeq: 0,
    dissolved: false,
    announcement: undefined,
    settings: SETTINGS,
  };
  const group = client.hold(new FakeConversation({ id: `g-${role}-${memberCount}`, me: "u-alice", view }));
  if (group.group) {
    vi.spyOn(group.group, "joinRequests").mockImplementation(async () => [...waiting]);
  }
  return group;
}

function kept(group: FakeConversation) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ClientProvider client={client}>{children}</ClientProvider>
  );
  return renderHook(
    () => {
      useJoinRequestsKept(group);
      return useJoinRequests(group).map(({ user }) => user);
    },
    { wrapper },
  );
}

beforeEach(() => {
  client = new FakeClient([{ id: "u-alice", name: "alice" }]);
  waiting = [];
});
afterEach(() => {
  vi.useRealTimers();
  forgetJoinRequests();
});

describe("requests to join", () => {
  it("appear and leave as they happen", async () => {
    vi.useFakeTimers();
    const group = groupOf("owner");
    const { result } = kept(group);
    waiting = [{ user: "u-bob", askedAt: new Date(), answer: "" }];
    act(() => group.happen("u-bob", { kind: "join-requested", answer: "" }));
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(result.current).toEqual(["u-bob"]);

    waiting = [];
    act(() => group.happen("u-bob", { kind: "join-withdrawn" }));
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(result.current).toEqual([]);
  });

  it("are read again once for all that was missed", async () => {
    vi.useFakeTimers();
    const group = groupOf("owner");
    const { result } = kept(group);
    for (let count = 0; count < 100; count++) {
      act(() => group.happen("u-bob", { kind: "member-joined" }));
    }
    waiting = [{ user: "u-bob", askedAt: new Date(), answer: "" }];
    await act(() => vi.advanceTimersByTimeAsync(1_000));

    expect(result.current).toEqual(["u-bob"]);
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(group.group?.joinRequests).toHaveBeenCalledTimes(2);
  });

  it("are not read any more when the group is left while that was to come", async () => {
    vi.useFakeTimers();
    const group = groupOf("owner", 201);
    const { unmount } = kept(group);
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    act(() => group.emit("snapshot", group.snapshot));
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    // it reads, and something comes while that goes on
    act(() => group.happen("u-bob", { kind: "member-joined" }));
    act(() => group.emit("snapshot", group.snapshot));
    unmount();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(group.group?.joinRequests).toHaveBeenCalledTimes(2);
  });

  it("are forgotten with the session", async () => {
    const group = groupOf("owner");
    waiting = [{ user: "u-bob", askedAt: new Date(), answer: "my name and why" }];
    const { result, unmount } = kept(group);
    await waitFor(() => expect(result.current).toEqual(["u-bob"]));
    unmount();
    forgetJoinRequests();

    expect(renderHook(() => useJoinRequests(group)).result.current).toEqual([]);
  });

  it("appear in a large group, whose events do not tell who asks, after a while", async () => {
    vi.useFakeTimers();
    const group = groupOf("owner", 201);
    const { result } = kept(group);
    await act(() => vi.advanceTimersByTimeAsync(0));
    waiting = [{ user: "u-bob", askedAt: new Date(), answer: "" }];
    act(() => group.emit("snapshot", group.snapshot));
    act(() => group.emit("snapshot", group.snapshot));
    await act(() => vi.advanceTimersByTimeAsync(10_000));

    expect(result.current).toEqual(["u-bob"]);
    expect(group.group?.joinRequests).toHaveBeenCalledTimes(2);
  });

  it("are not asked for by those who may not decide", async () => {
    const group = groupOf("member");
    const { result } = kept(group);
    act(() => group.happen("u-bob", { kind: "member-joined" }));

    expect(result.current).toEqual([]);
    expect(group.group?.joinRequests).not.toHaveBeenCalled();
  });
});

describe("a decision that the user waits for", () => {
  function watched(): Decision[] {
    const decisions: Decision[] = [];
    watchDecisions(client, (decision) => decisions.push(decision));
    return decisions;
  }
  const tells = (state: "open" | "approved" | "declined" | "withdrawn") =>
    client.emit("joinRequest", { conversation: "g9", state, changedAt: new Date() });

  it("is told once, with the title of the group", () => {
    const decisions = watched();
    noteAsked("g9", "Choir");
    tells("open");
    tells("declined");
    tells("declined");

    expect(decisions).toEqual([{ state: "declined", group: "g9", title: "Choir" }]);
    tells("open");
    tells("declined");
    expect(decisions).toHaveLength(2);
  });

  it("is not told of a request that was taken back", () => {
    const decisions = watched();
    noteAsked("g9", "Choir");
    tells("withdrawn");

    expect(decisions).toEqual([]);
  });

  it("is told with the next connection when it was made meanwhile", async () => {
    noteAsked("g9", "Choir");
    noteAsked("g8", "Quartet");
    client.joinRequests.set("g9", "approved").set("g8", "open");
    client.becomes({ status: "idle" });
    const decisions = watched();
    client.becomes({ status: "online", node: "fake" });
    await waitFor(() => expect(decisions).toEqual([{ state: "approved", group: "g9", title: "Choir" }]));

    client.joinRequests.set("g8", "declined");
    client.becomes({ status: "online", node: "fake" });
    await waitFor(() => expect(decisions).toHaveLength(2));
  });
});

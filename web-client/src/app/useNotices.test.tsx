import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { FakeClient } from "../kit/FakeClient";
import { prefer } from "../preferences/preferences";
import { useNotices } from "./useNotices";

const NOTICES: string[] = [];

class Shown {
  static permission: NotificationPermission = "default";
  close(): void {}
  constructor(title: string) {
    NOTICES.push(title);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("Notification", Shown);
  vi.spyOn(document, "hasFocus").mockReturnValue(false);
});
afterEach(() => {
  prefer({ notifies: false });
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("tells again when the browser, which had forgotten it, is allowed once more", async () => {
  const client = new FakeClient([
    { id: "u-alice", name: "alice" },
    { id: "u-bob", name: "bob" },
  ]);
  prefer({ notifies: true });
  renderHook(useNotices, { wrapper: ({ children }) => <ClientProvider client={client}>{children}</ClientProvider> });
  Shown.permission = "granted";
  act(() => prefer({ notifies: true }));
  client.emit("message", client.direct("u-bob").say("u-bob", "hi"));
  await vi.advanceTimersByTimeAsync(1_000);

  expect(NOTICES).toEqual(["bob"]);
});

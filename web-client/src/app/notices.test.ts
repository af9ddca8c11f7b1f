import { afterEach, describe, expect, it, vi } from "vitest";
import { FakeClient } from "../kit/FakeClient";
import { askForNotices, noticePermission, showNotice } from "./notices";

const conversation = new FakeClient([{ id: "u-alice", name: "alice" }]).direct("u-bob");

afterEach(() => vi.unstubAllGlobals());

describe("the system", () => {
  it("is asked once for all, and leads to the conversation", async () => {
    const shown: { onclick?: () => void; tag: string; close: () => void }[] = [];
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
    const close = showNotice({ conversation, title: "Bob", body: "hi" }, open);
    shown[0]?.onclick?.();
    close();

    expect(open).toHaveBeenCalledOnce();
    expect(shown[0]?.tag).toBe(conversation.id);
    expect(shown[0]?.close).toHaveBeenCalledTimes(2);
  });

  it("that has no notices, or only from service workers, breaks nothing", async () => {
    vi.stubGlobal("Notification", () => {
      throw new TypeError("Illegal constructor");
    });
    showNotice({ conversation, title: "Bob", body: "hi" }, () => undefined)();

    vi.stubGlobal("Notification", undefined);
    Reflect.deleteProperty(globalThis, "Notification");
    expect(noticePermission()).toBe("missing");
    expect(await askForNotices()).toBe(false);
  });
});

import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetStyles, keepStyles, useDraftStyles } from "../conversation/draftStyles";
import { FakeClient } from "../kit/FakeClient";
import type { FakeConversation } from "../kit/FakeConversation";
import { ClientProvider } from "./ClientContext";
import { forgetDrafts, keepDraft, useDraftSync, useDrafts } from "./drafts";

const TEXT = "the butler did it";

let client: FakeClient;
let conversation: FakeConversation;

function sync(): void {
  renderHook(useDraftSync, {
    wrapper: ({ children }) => <ClientProvider client={client}>{children}</ClientProvider>,
  });
}

function isSavedElsewhere(text: string): void {
  conversation.saveDraft(text);
  act(() => client.emit("draftSaved", conversation));
}

/** What is kept of the draft's looks, in memory and in the browser. */
function stylesKept(): readonly unknown[] {
  return [useDraftStyles.getState().byConversation[conversation.id], localStorage.getItem("warbler.draftStyles")];
}

beforeEach(() => {
  client = new FakeClient([
    { id: "u-alice", name: "alice" },
    { id: "u-bob", name: "bob" },
  ]);
  conversation = client.direct("u-bob");
  conversation.say("u-bob", "who was it?");
  keepDraft(conversation.id, TEXT);
  keepStyles(conversation.id, { text: TEXT, spans: [{ offset: 0, length: 10, style: "spoiler" }] });
});
afterEach(() => {
  forgetDrafts();
  forgetStyles();
});

describe("how a draft looks", () => {
  it.each(["", "the gardener did it"])("goes when another device replaces the draft by %j", (text) => {
    sync();
    isSavedElsewhere(text);

    expect(useDrafts.getState().texts[conversation.id] ?? "").toBe(text);
    expect(stylesKept()).toEqual([undefined, "{}"]);
  });

  it("goes when the draft had gone before the page came", () => {
    keepDraft(conversation.id, "");
    sync();

    expect(stylesKept()).toEqual([undefined, "{}"]);
  });

  it("stays with the same words", () => {
    sync();
    isSavedElsewhere(TEXT);

    expect(stylesKept()[0]).toMatchObject({ text: TEXT });
  });
});

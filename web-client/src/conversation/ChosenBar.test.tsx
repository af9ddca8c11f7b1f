import { act, render, screen } from "@testing-library/react";
import type { Message } from "@warbler/sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { FakeClient } from "../kit/FakeClient";
import type { FakeConversation } from "../kit/FakeConversation";
import { closeOpen, useActing } from "./acting";
import { ChosenBar } from "./ChosenBar";
import { endChoosing, inOrder, toggleChosen, useChoosing } from "./choosing";

let client: FakeClient;
let conversation: FakeConversation;
let one: Message;
let two: Message;

function Page() {
  const isChoosing = useChoosing((choosing) => choosing.conversation === conversation.id);
  return isChoosing ? <ChosenBar conversation={conversation} /> : null;
}

function open(): void {
  render(
    <ClientProvider client={client}>
      <Page />
    </ClientProvider>,
  );
}

function chosenWords(): readonly string[] {
  return inOrder(useChoosing.getState().chosen).map(({ content }) =>
    content.kind === "text" ? content.text : content.kind,
  );
}

beforeEach(() => {
  client = new FakeClient([
    { id: "u-alice", name: "alice" },
    { id: "u-bob", name: "bob" },
  ]);
  conversation = client.direct("u-bob");
  one = conversation.say("u-bob", "one");
  two = conversation.say("u-bob", "two");
});
afterEach(() => {
  endChoosing();
  closeOpen();
});

describe("a message that is chosen", () => {
  beforeEach(() => {
    open();
    act(() => toggleChosen(one));
    act(() => toggleChosen(two));
  });

  it("is not any more when it is deleted", async () => {
    await act(() => conversation.delete(1));

    expect(chosenWords()).toEqual(["two"]);
    screen.getByText("1 chosen");
  });

  it("is taken as it is edited", async () => {
    await act(() => conversation.edit(2, "two and a half"));

    expect(chosenWords()).toEqual(["one", "two and a half"]);
  });

  it("is not forwarded when it was the last one and is deleted", async () => {
    act(() => useActing.setState({ open: { message: one, what: "forward-chosen" } }));
    await act(() => conversation.delete(1));
    expect(useActing.getState().open).toBeDefined();
    await act(() => conversation.delete(2));

    expect(useActing.getState().open).toBeUndefined();
  });
});

it("that can be chosen no longer can be let go", () => {
  toggleChosen(one);
  toggleChosen({ ...one, content: { kind: "deleted" } });

  expect(chosenWords()).toEqual([]);
});

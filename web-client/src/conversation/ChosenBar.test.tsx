import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import type { Message } from "@warbler/sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ClientProvider } from "../client/ClientContext";
import { FakeClient } from "../kit/FakeClient";
import type { FakeConversation } from "../kit/FakeConversation";
import { closeOpen, useActing } from "./acting";
import { ChosenBar } from "./ChosenBar";
import { endChoosing, inOrder, toggleChosen, useChoosing } from "./choosing";
import { MessageBubble } from "./MessageBubble";
import { type MessageRow, rowsOf } from "./rows";

let client: FakeClient;
let conversation: FakeConversation;
let one: Message;
let two: Message;

function Page() {
  const isChoosing = useChoosing((choosing) => choosing.conversation === conversation.id);
  return (
    <>
      {rowsOf(conversation.timeline.items, client.me, undefined).map((row) => (
        <MessageBubble key={row.key} row={row as MessageRow} conversation={conversation} onJump={() => undefined} />
      ))}
      <footer hidden={isChoosing}>
        <textarea />
      </footer>
      {isChoosing && <ChosenBar conversation={conversation} />}
    </>
  );
}

function open() {
  return render(
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

describe("the focus", () => {
  const articleOf = (text: string) => screen.getByText(text).closest("article") as HTMLElement;

  /** Two frames: in the first one it is given back, or not. */
  const settled = () =>
    act(async () => {
      for (let frame = 0; frame < 2; frame++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });

  async function begin(): Promise<void> {
    fireEvent.pointerEnter(articleOf("one"), { pointerType: "mouse" });
    const more = within(articleOf("one")).getByRole("button", { name: "More" });
    act(() => more.focus());
    fireEvent.click(more);
    fireEvent.click(await screen.findByRole("menuitem", { name: "Choose" }));
    await screen.findByText("1 chosen");
  }

  it("stays at the message when its menu begins the choosing", async () => {
    open();
    await begin();

    await waitFor(() => expect(document.activeElement).toBe(articleOf("one")));
  });

  it("goes to what was chosen last when the choosing ends", async () => {
    open();
    await begin();
    act(() => toggleChosen(two));
    const end = screen.getByRole("button", { name: "Stop choosing" });
    act(() => end.focus());
    fireEvent.click(end);

    await waitFor(() => expect(document.activeElement).toBe(articleOf("two")));
  });

  it("goes to where one writes when what was chosen is not there", async () => {
    open();
    act(() => toggleChosen({ ...one, key: "let go" }));
    const end = screen.getByRole("button", { name: "Stop choosing" });
    act(() => end.focus());
    fireEvent.click(end);

    await waitFor(() => expect(document.activeElement?.tagName).toBe("TEXTAREA"));
  });

  it("stays where it is when that goes on, and with the page that comes when this one is left", async () => {
    const view = open();
    act(() => toggleChosen(one));
    act(() => articleOf("two").focus());
    act(() => endChoosing());
    await settled();
    expect(document.activeElement).toBe(articleOf("two"));

    act(() => toggleChosen(one));
    view.rerender(
      <footer>
        <textarea />
      </footer>,
    );
    await settled();
    expect(document.activeElement).toBe(document.body);
  });
});

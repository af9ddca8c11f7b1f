import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, log, message, openConversation, shoot, signIn, write } from "../kit/browser.mjs";
import { wantNothingClipped } from "../kit/layout.mjs";
import { friends, Person } from "../kit/rest.mjs";

/** The message whose text this is, with all that belongs to it. */
function whole(page, text) {
  return log(page).locator("[data-message]").filter({ hasText: text }).last();
}

/** Chooses an action from the menu of a message. */
async function act(page, text, action) {
  await whole(page, text).locator("[data-bubble]").click({ button: "right" });
  await page.getByRole("menuitem", { name: action }).click();
}

async function twoWindows(options) {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  const [one, other] = await Promise.all([signIn(alice, options), signIn(bob)]);
  await alice.write(bob, "hello Bob");
  await Promise.all([openConversation(one, "Bob Okafor"), openConversation(other, "Alice Müller")]);
  await Promise.all([message(one, "hello Bob").waitFor(), message(other, "hello Bob").waitFor()]);
  return { alice, bob, one, other };
}

test("an answer quotes what it answers, and leads to it", async () => {
  const { one, other } = await twoWindows();
  await act(other, "hello Bob", "Reply");
  await other.getByText("Reply to Alice Müller").waitFor();
  await write(other, "hello yourself");

  const quote = whole(one, "hello yourself").getByRole("button", { name: /^Answers Alice Müller: hello Bob/ });
  await quote.click();
  await log(one).locator("[data-message][data-jumped]", { hasText: "hello Bob" }).waitFor();
  await shoot(one, "reply");

  await act(other, "hello Bob", "Reply");
  await other.locator("textarea").press("Escape");
  await other.getByText("Reply to Alice Müller").waitFor({ state: "detached" });
});

test("an edit shows everywhere, with its mark", async () => {
  const { one, other } = await twoWindows();
  await act(one, "hello Bob", "Edit");
  await one.locator("textarea").fill("hello Robert");
  await one.locator("textarea").press("Enter");

  for (const page of [one, other]) {
    await message(page, "hello Robert").waitFor();
    await whole(page, "hello Robert").getByText("edited").waitFor();
    assert.equal(await message(page, "hello Bob").count(), 0);
  }
  await write(one, "helo");
  await message(other, "helo").waitFor();
  await one.locator("textarea").press("ArrowUp");
  await eventually(async () => assert.equal(await one.locator("textarea").inputValue(), "helo"));
  await one.locator("textarea").press("Escape");
  assert.equal(await one.locator("textarea").inputValue(), "");
});

test("reactions are counted, and joined and left by pressing them", async () => {
  const { one, other } = await twoWindows();
  await act(other, "hello Bob", "React");
  await other.getByRole("dialog", { name: "React" }).getByRole("button", { name: "👍" }).click();
  const chip = (page, name) => whole(page, "hello Bob").getByRole("button", { name });
  await chip(one, "👍, 1 reaction").click();
  await chip(other, "👍, 2 reactions").waitFor();
  assert.equal(await chip(one, "👍, 2 reactions").getAttribute("aria-pressed"), "true");
  await shoot(one, "reactions");
  await chip(other, "👍, 2 reactions").click();
  await chip(one, "👍, 1 reaction").waitFor();
  await chip(one, "👍, 1 reaction").click();
  await eventually(async () => assert.equal(await chip(other, /👍/).count(), 0));
});

test("a pin shows at the top of both windows until it is taken away", async () => {
  const { one, other } = await twoWindows();
  await act(one, "hello Bob", "Pin");
  const bar = (page) => page.getByRole("region", { name: "Pinned messages" });
  await bar(one).getByText("hello Bob").waitFor();
  await bar(other).getByText("hello Bob").click();
  await log(other).locator("[data-message][data-jumped]").waitFor();
  await shoot(other, "pinned");
  await other.reload();
  await bar(other).getByText("hello Bob").waitFor();
  await bar(other).getByRole("button", { name: "Unpin this message" }).click();
  await Promise.all([bar(one).waitFor({ state: "detached" }), bar(other).waitFor({ state: "detached" })]);
});

test("what is forwarded tells where it came from", async () => {
  const { alice, one } = await twoWindows();
  const carol = await Person.register("carol", "Carol Lindqvist");
  await carol.befriend(alice);
  await carol.write(alice, "hi Alice");
  const third = await signIn(carol);
  await openConversation(third, "Alice Müller");
  await act(one, "hello Bob", "Forward");
  await one.getByRole("dialog").getByRole("searchbox").fill("Carol");
  await one.getByRole("dialog").getByRole("option", { name: "Carol Lindqvist" }).click();
  await message(third, "hello Bob").waitFor();
  await whole(third, "hello Bob").getByText("Forwarded from Alice Müller").waitFor();
});

test("a change that was made offline arrives later, and one that is refused is taken back and told", async () => {
  const { one, other } = await twoWindows();
  await one.context().setOffline(true);
  await act(one, "hello Bob", "React");
  await one.getByRole("dialog", { name: "React" }).getByRole("button", { name: "🎉" }).click();
  await whole(one, "hello Bob").getByRole("button", { name: "🎉, 1 reaction" }).waitFor();
  await one.reload({ waitUntil: "commit" }).catch(() => undefined);
  await one.context().setOffline(false);
  await one.reload();
  await whole(other, "hello Bob").getByRole("button", { name: "🎉, 1 reaction" }).waitFor();
  await whole(one, "hello Bob").getByRole("button", { name: "🎉, 1 reaction" }).waitFor();

  for (const reaction of ["1", "2", "3", "4"]) {
    await react(one, reaction);
    await whole(other, "hello Bob")
      .getByRole("button", { name: `${reaction}, 1 reaction` })
      .waitFor();
  }
  await react(one, "5");
  await one.getByText("There are too many reactions on this message.").waitFor();
  assert.equal(await whole(one, "hello Bob").getByRole("button", { name: "5, 1 reaction" }).count(), 0);
});

async function react(page, reaction) {
  await act(page, "hello Bob", "React");
  const picker = page.getByRole("dialog", { name: "React" });
  await picker.getByLabel("Another emoji").fill(reaction);
  await picker.getByRole("button", { name: "Add" }).click();
}

test("members are mentioned from the list, and see it", async () => {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  await alice.group("Choir", [bob]);
  const [one, other] = await Promise.all([signIn(alice), signIn(bob)]);
  await openConversation(one, "Choir");
  await one.locator("textarea").pressSequentially("hello @bo");
  await one.getByRole("listbox", { name: "Members to mention" }).getByRole("option", { name: "Bob Okafor" }).waitFor();
  await one.keyboard.press("Enter");
  await one.keyboard.type("again");
  await one.keyboard.press("Enter");
  await other.getByRole("option", { name: "Choir" }).getByRole("img", { name: "You were mentioned" }).waitFor();
  await openConversation(other, "Choir");
  await log(other).locator("[data-me]", { hasText: "@Bob Okafor" }).waitFor();
});

test("on a phone, a finger that rests on a message opens its menu, and nothing is clipped", async () => {
  const { one } = await twoWindows({ width: 320, height: 640, hasTouch: true, isMobile: true });
  const bubble = whole(one, "hello Bob").locator("[data-bubble]");
  const box = await bubble.boundingBox();
  const touch = { pointerType: "touch", isPrimary: true, clientX: box.x + 5, clientY: box.y + 5 };
  await bubble.dispatchEvent("pointerdown", touch);
  await one.getByRole("menuitem", { name: "React" }).waitFor();
  await wantNothingClipped(one, "menu");
  await one.getByRole("menuitem", { name: "React" }).click();
  await one.getByRole("dialog", { name: "React" }).waitFor();
  await wantNothingClipped(one, "picker");
  await shoot(one, "picker-320");
});

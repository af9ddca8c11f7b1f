import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, log, message, openConversation, openMenu, settle, shoot, signIn, write } from "../kit/browser.mjs";
import { friends } from "../kit/rest.mjs";

/** So many messages are not read one after the other to come to the first: what stands around it is. */
const FAR = 260;
const rows = (page) => page.getByRole("listbox", { name: "Chats" }).getByRole("option");
const TITLE = '[class*="title"]';
/** The row of this title, not one in which somebody of this name has written. */
const row = (page, name) => rows(page).filter({ has: page.locator(TITLE, { hasText: name }) });

/** Chooses an action from the menu of a row of the inbox. */
async function act(page, name, action) {
  await openMenu(row(page, name));
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

async function more(page, action) {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("conversations are pinned, muted, archived and removed from the list in all windows of the user", async () => {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  const choir = await alice.group("Choir", [bob]);
  await bob.write(alice, "hello");
  await bob.say(choir, "la la");
  const [one, other] = await Promise.all([signIn(alice), signIn(alice)]);
  const names = (page) => rows(page).locator(TITLE).allTextContents();
  const first = async (name) => {
    for (const page of [one, other]) {
      await eventually(async () => assert.match((await names(page))[0], name));
    }
  };
  await first(/Choir/);
  await act(one, "Bob Okafor", "Pin to the top");
  await first(/Bob Okafor/);
  await row(other, "Bob Okafor").getByRole("img", { name: "Pinned" }).waitFor();
  await act(other, "Bob Okafor", "Unpin");
  await first(/Choir/);

  await act(one, "Choir", "Mute");
  await row(other, "Choir").getByRole("img", { name: "Muted" }).waitFor();
  await eventually(async () => assert.match(await other.title(), /^\(1\)/));
  await shoot(one, "inbox-muted");

  await act(one, "Bob Okafor", "Archive");
  await row(other, "Bob Okafor").waitFor({ state: "detached" });
  await more(other, "Archived chats");
  const archived = other.getByRole("listbox", { name: "Archived chats" }).getByRole("option");
  await archived.filter({ hasText: "Bob Okafor" }).waitFor();
  await shoot(other, "inbox-archived");
  await bob.write(alice, "are you there?");
  await row(one, "Bob Okafor").waitFor();
  await other.getByText("The archive is empty").waitFor();
  await other.getByRole("button", { name: "Back to all chats" }).click();

  await act(one, "Choir", "Remove from the list");
  await row(other, "Choir").waitFor({ state: "detached" });
  await bob.say(choir, "still singing");
  await row(other, "Choir").waitFor();
  await other.reload();
  await row(other, "Choir").getByRole("img", { name: "Muted" }).waitFor();
});

test("messages are found by sender, kind and time, and lead to their place", async () => {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  await bob.write(alice, "the needle");
  await alice.writeMany(bob, FAR);
  const page = await signIn(alice);
  await openConversation(page, "Bob Okafor");
  await message(page, `message ${FAR}`).waitFor();
  await page.locator("main header").getByRole("button", { name: "Actions for this chat" }).click();
  await page.getByRole("menuitem", { name: "Find messages" }).click();
  const dialog = page.getByRole("dialog", { name: "Find messages" });
  await dialog.getByRole("option").getByText(`message ${FAR}`).waitFor();
  await dialog.getByRole("button", { name: /Sent by/ }).click();
  await page.locator("[data-trigger=Select]").getByRole("option", { name: "Bob Okafor" }).click();
  const found = dialog.getByRole("listbox", { name: "Found messages" }).getByRole("option");
  await eventually(async () => assert.equal(await found.count(), 1));
  await shoot(page, "search");
  await dialog.getByRole("button", { name: /What/ }).click();
  await page.locator("[data-trigger=Select]").getByRole("option", { name: "Pictures" }).click();
  await dialog.getByText("No such message.").waitFor();
  await dialog.getByRole("button", { name: /What/ }).click();
  await page.locator("[data-trigger=Select]").getByRole("option", { name: "Texts" }).click();
  await found.getByText("the needle").click();

  await dialog.waitFor({ state: "detached" });
  await log(page).locator("[data-message][data-jumped]", { hasText: "the needle" }).waitFor();
  await message(page, "message 1").waitFor();
  await settle(page);
  await page.getByRole("button", { name: "To the latest messages" }).click();
  await message(page, `message ${FAR}`).waitFor();
});

test("members are mentioned from the list, see it and find it again; who reacted is told", async () => {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  await alice.group("Choir", [bob]);
  const [one, other] = await Promise.all([signIn(alice), signIn(bob)]);
  await openConversation(one, "Choir");
  await one.locator("textarea").pressSequentially("hello @bo");
  await one.getByRole("listbox", { name: "Members to mention" }).getByRole("option", { name: "Bob Okafor" }).waitFor();
  await one.keyboard.press("Enter");
  await one.keyboard.type("again");
  await one.keyboard.press("Enter");
  await row(other, "Choir").getByRole("img", { name: "You were mentioned" }).waitFor();

  await more(other, "Mentions of you");
  const mention = other.getByRole("listbox", { name: "Mentions of you" }).getByRole("option");
  await mention.getByText("Choir").waitFor();
  await shoot(other, "mentions");
  await mention.click();
  await log(other).locator("[data-message][data-jumped]").waitFor();
  await log(other).locator("[data-me]", { hasText: "@Bob Okafor" }).waitFor();

  const bubble = (page) => log(page).locator("[data-message]", { hasText: "again" }).locator("[data-bubble]");
  await settle(other);
  await openMenu(bubble(other));
  await other.getByRole("menuitem", { name: "React", exact: true }).click();
  await other.getByRole("dialog", { name: "React" }).getByRole("button", { name: "🎉" }).click();
  await log(one).getByRole("button", { name: "🎉, 1 reaction" }).waitFor();
  await settle(one);
  await openMenu(bubble(one));
  await one.getByRole("menuitem", { name: "Who reacted" }).click();
  await one.getByRole("dialog", { name: "Who reacted" }).getByText("Bob Okafor").waitFor();
  await shoot(one, "reactors");
});

test("a draft is on all devices of the user, and goes when it is sent", async () => {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  await bob.write(alice, "hello");
  const [one, other] = await Promise.all([signIn(alice), signIn(alice)]);
  await openConversation(one, "Bob Okafor");
  await one.locator("textarea").fill("half a thought");
  await row(other, "Bob Okafor").getByText("half a thought").waitFor();
  await openConversation(other, "Bob Okafor");
  const field = other.locator("textarea");
  await eventually(async () => assert.equal(await field.inputValue(), "half a thought"));

  await write(other, "a whole thought");
  await message(one, "a whole thought").waitFor();
  await eventually(async () => assert.equal(await one.locator("textarea").inputValue(), ""));
  const third = await signIn(alice);
  await row(third, "Bob Okafor").getByText("a whole thought").waitFor();
  await row(third, "Bob Okafor").getByText("Draft:").waitFor({ state: "detached" });
});

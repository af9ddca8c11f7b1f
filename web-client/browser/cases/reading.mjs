import assert from "node:assert/strict";
import { test } from "node:test";
import {
  eventually,
  log,
  message,
  Network,
  openConversation,
  scrollToBeginning,
  scrollToEnd,
  settle,
  shownTexts,
  signIn,
  watchPlace,
  write,
} from "../kit/browser.mjs";
import { testWithAll } from "../kit/extent.mjs";
import { friends } from "../kit/rest.mjs";

const COUNT = 200;
const ROWS = 120;
const STEP_PX = 200;
const UNREAD_COUNT = 12;
const LONG_COUNT = 700;
/** Of 700 rows no more than this is in the list after the window has left their end. */
const MOST_PX = 25_000;

test("a long history is read piece by piece, and little of it is in the document", async () => {
  const [alice, bob] = await friends();
  await bob.writeMany(alice, COUNT);
  const page = await signIn(alice);
  await openConversation(page, bob.name);
  await page.getByRole("button", { name: `${COUNT} unread messages` }).click();
  await message(page, "message 1").waitFor();
  await page.getByText("New messages").waitFor();

  await page.getByRole("button", { name: "To the latest messages" }).click();
  await message(page, `message ${COUNT}`).waitFor();
  const seen = new Set();
  await scrollToBeginning(page, async () => {
    const shown = await shownTexts(page);
    assert.ok(shown.length < ROWS, `${shown.length} rows`);
    for (const text of shown) {
      seen.add(text);
    }
  });
  assert.equal(seen.size, COUNT);
});

test("who opens a conversation has read what is in the window, and the rest when they come to it", async () => {
  const [alice, bob] = await friends();
  await alice.write(bob, "begin");
  const lines = Array.from({ length: 10 }, (_, line) => `line ${line}`).join("\n");
  await bob.writeMany(alice, UNREAD_COUNT, `${lines}\nnews`);
  const page = await signIn(alice);
  const unread = page.getByRole("option", { name: bob.name }).getByText(/^\d+ unread message/);
  await page.getByRole("option", { name: bob.name }).getByText(`${UNREAD_COUNT} unread messages`).waitFor();
  await openConversation(page, bob.name);
  await page.getByText("New messages").waitFor();
  await eventually(async () => assert.notEqual(await unread.textContent(), `${UNREAD_COUNT} unread messages`));
  await settle(page);
  assert.ok(Number.parseInt(await unread.textContent(), 10) > UNREAD_COUNT / 2, await unread.textContent());

  await scrollToEnd(page, () => undefined);
  await unread.waitFor({ state: "detached" });
});

testWithAll("who has read far back comes down again through everything, to what is new", async () => {
  const [alice, bob] = await friends();
  await Promise.all([alice.writeMany(bob, LONG_COUNT / 2), bob.writeMany(alice, LONG_COUNT / 2, "answer")]);
  const page = await signIn(alice);
  await openConversation(page, bob.name);
  await settle(page);
  const through = async (scroll) => {
    const seen = new Set();
    await scroll(page, async () => {
      const shown = await shownTexts(page);
      assert.ok(shown.length < ROWS, `${shown.length} rows`);
      for (const text of shown) {
        seen.add(text);
      }
    });
    return seen;
  };
  assert.equal((await through(scrollToBeginning)).size, LONG_COUNT);
  const height = await log(page).evaluate((list) => list.scrollHeight);
  assert.ok(height < MOST_PX, `${height} px of rows`);
  await bob.write(alice, "came meanwhile");
  const back = await through(scrollToEnd);
  assert.equal(back.size, LONG_COUNT + 1);
  await message(page, "came meanwhile").waitFor();
  await bob.write(alice, "and goes along");
  await message(page, "and goes along").waitFor();

  await through(scrollToBeginning);
  await write(page, "from far above");
  await message(page, "from far above").waitFor();
  await message(page, "and goes along").waitFor();
});

test("who reads older messages is not moved by new ones", async () => {
  const [alice, bob] = await friends();
  await alice.writeMany(bob, 60);
  const page = await signIn(alice);
  await openConversation(page, bob.name);
  await message(page, "message 60").waitFor();
  await log(page).hover();
  // at once, while rows are still being measured: who scrolls is not brought back to the end
  await page.mouse.wheel(0, -900);
  const toEnd = page.getByRole("button", { name: "To the latest messages" });
  await toEnd.waitFor();
  await settle(page);
  assert.ok(await toEnd.isVisible());

  const moved = await watchPlace(page, await page.evaluate(textInTheMiddle));
  await bob.write(alice, "something new");
  await page.getByRole("option", { name: bob.name }).getByText("something new").waitFor();
  await settle(page);

  assert.ok((await moved()) < 1);
  await toEnd.click();
  await message(page, "something new").waitFor();
});

test("older messages and a new one that arrive together move nobody", async () => {
  const [alice, bob] = await friends();
  await alice.writeMany(bob, 150);
  const page = await signIn(alice);
  const network = await Network.of(page);
  await page.getByRole("option", { name: bob.name }).getByText("message 150").waitFor();
  network.hold();
  await openConversation(page, bob.name);
  await message(page, "message 150").waitFor();
  await eventually(() => assert.ok(network.heldCount > 0, "older messages were asked for"));
  await log(page).hover();
  await page.mouse.wheel(0, -STEP_PX);
  await page.getByRole("button", { name: "To the latest messages" }).waitFor();
  await settle(page);

  const moved = await watchPlace(page, await page.evaluate(textInTheMiddle));
  const heldCount = network.heldCount;
  await bob.write(alice, "something\nnew\nof\nmany\nlines");
  await eventually(() => assert.ok(network.heldCount > heldCount));
  network.release();
  await page.getByRole("option", { name: bob.name }).getByText("something").waitFor();
  await settle(page);

  assert.ok((await moved()) < 1);
});

function textInTheMiddle() {
  const isInTheMiddle = (element) => Math.abs(element.getBoundingClientRect().top - innerHeight / 2) < 60;
  return [...document.querySelectorAll("main [data-text]")].find(isInTheMiddle).textContent;
}

test("everything can be done with the keyboard alone", async () => {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  await bob.write(alice, "no mouse here");
  const page = await signIn(alice);
  const { keyboard } = page;
  await page.getByRole("option", { name: "Bob Okafor" }).waitFor();
  await keyboard.press("Control+k");
  await focused(page, "INPUT");
  await keyboard.type("okafor");
  await page.getByRole("option", { name: "Bob Okafor" }).waitFor();
  await keyboard.press("Tab");
  await focused(page, "option");
  await keyboard.press("Enter");
  await message(page, "no mouse here").waitFor();
  await focused(page, "textbox");
  await keyboard.type("indeed");
  await keyboard.press("Shift+Enter");
  await keyboard.type("not");
  await keyboard.press("Enter");
  await message(page, "indeed\nnot").waitFor();
  await keyboard.press("Escape");
  await page.getByRole("heading", { name: "Choose a conversation" }).waitFor();
  await keyboard.press("Alt+ArrowDown");
  await message(page, "no mouse here").waitFor();
  await keyboard.press("Control+,");
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  await page.locator("body").press("?");
  await page.getByRole("dialog").getByText("Keyboard shortcuts").waitFor();
  await keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

async function focused(page, role) {
  await eventually(async () => {
    const found = await page.evaluate(
      () => document.activeElement?.getAttribute("role") ?? document.activeElement?.tagName,
    );
    assert.equal(found === "TEXTAREA" ? "textbox" : found, role);
  });
}

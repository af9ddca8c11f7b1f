import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, log, message, openConversation, scrollToBeginning, shownTexts, signIn } from "../kit/browser.mjs";
import { friends } from "../kit/rest.mjs";

const COUNT = 200;
const ROWS = 120;

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

test("who reads older messages is not moved by new ones", async () => {
  const [alice, bob] = await friends();
  await alice.writeMany(bob, 60);
  const page = await signIn(alice);
  await openConversation(page, bob.name);
  await message(page, "message 60").waitFor();
  await log(page).hover();
  const toEnd = page.getByRole("button", { name: "To the latest messages" });
  await eventually(async () => {
    await page.mouse.wheel(0, -900);
    assert.ok(await toEnd.isVisible());
  });
  const anchor = log(page).getByText(await page.evaluate(textInTheMiddle), { exact: true });
  await eventually(async () => {
    const { y } = await anchor.boundingBox();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    assert.equal((await anchor.boundingBox()).y, y);
  });
  const before = await anchor.boundingBox();
  await bob.write(alice, "something new");
  await page.getByRole("option", { name: bob.name }).getByText("something new").waitFor();

  assert.equal((await anchor.boundingBox()).y, before.y);
  await toEnd.click();
  await message(page, "something new").waitFor();
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

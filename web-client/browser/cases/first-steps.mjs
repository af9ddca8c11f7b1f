import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { closeWindows, eventually, log, message, newWindow, openConversation, signIn, write } from "../kit/browser.mjs";
import { URL_OF_GATEWAY } from "../kit/environment.mjs";
import { friends } from "../kit/rest.mjs";

const MINUTE_MS = 60_000;
const FIRST_VIEW_BYTES = 250_000;
/** What somebody who is logged in has loaded in all. */
const INBOX_BYTES = 300 * 1024;
const INTERACTIVE_MS = 2_000;
/** One of so many visits has to be quick; the others may have met something else that the machine does. */
const VISITS = 6;

async function signUp(name) {
  const page = await newWindow({ offline: true });
  await page.goto(URL_OF_GATEWAY);
  await page.getByRole("link", { name: "Sign up" }).click();
  await page.getByLabel("User name").fill(name);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("heading", { name: "Friends", exact: true }).waitFor();
  return page;
}

test("two people sign up, become friends and chat within a minute", async () => {
  const begin = Date.now();
  const aliceName = `alice-${randomUUID().slice(0, 8)}`;
  const bobName = `bob-${randomUUID().slice(0, 8)}`;
  const [alice, bob] = await Promise.all([signUp(aliceName), signUp(bobName)]);

  await alice.getByRole("searchbox", { name: "Find people" }).fill(bobName);
  await alice.getByRole("option", { name: bobName }).click();
  await alice.getByRole("button", { name: "Add friend" }).click();
  await bob.getByRole("tab", { name: /Requests/ }).click();
  await bob.getByRole("button", { name: `Accept ${aliceName}` }).click();
  await alice.getByRole("button", { name: "Message", exact: true }).click();
  await write(alice, "Hello Bob!");
  await bob.getByRole("navigation").getByRole("link", { name: /Chats/ }).click();
  await openConversation(bob, aliceName);
  await message(bob, "Hello Bob!").waitFor();
  await write(bob, "Hello Alice!");
  await message(alice, "Hello Alice!").waitFor();
  const took = Date.now() - begin;

  assert.ok(took < MINUTE_MS, `${took} ms`);
  await log(alice).getByRole("img", { name: "Read" }).waitFor();
  await Promise.all([
    bob.locator("textarea").pressSequentially("typing something", { delay: 250 }),
    alice.locator("main header").getByText("typing…").waitFor(),
  ]);
  await alice.locator("main header").getByText("Online").waitFor();
});

test("a message is sending, sent, delivered and read in turn, and unread until it is seen", async () => {
  const [alice, bob] = await friends();
  await alice.write(bob, "Are you there?");
  const page = await signIn(bob);
  const row = page.getByRole("option", { name: alice.name });
  await row.getByText("1 unread message").waitFor();
  await eventually(async () => assert.match(await page.title(), /^\(1\)/));

  await openConversation(page, alice.name);
  await row.getByText("1 unread message").waitFor({ state: "detached" });
  await write(page, "Yes");
  await log(page).getByRole("img", { name: "Sent", exact: true }).waitFor();
  const other = await signIn(alice);
  await log(page).getByRole("img", { name: "Delivered" }).waitFor();
  await page.reload();
  await log(page).getByRole("img", { name: "Delivered" }).waitFor();
  await openConversation(other, bob.name);
  await log(page).getByRole("img", { name: "Read" }).waitFor();
});

test("a session that is ended elsewhere leads to the entrance, which says so", async () => {
  const [alice] = await friends();
  const page = await signIn(alice);
  await alice.call("DELETE", "/v1/sessions/others");

  await page.getByText("Your session has ended.").waitFor();
});

test("a wrong password is refused in words", async () => {
  const page = await newWindow({ offline: true });
  await page.goto(URL_OF_GATEWAY);
  await page.getByLabel("User name").fill("nobody-here");
  await page.getByLabel("Password").fill("wrong password");
  await page.getByRole("button", { name: "Sign in" }).click();

  await page.getByRole("alert").getByText("User name or password is wrong.").waitFor();
});

test("the first view is small and soon there", async () => {
  const [alice] = await friends();
  const times = [];
  const views = {};
  while (times.length < VISITS && !(Math.min(...times) <= INTERACTIVE_MS)) {
    const page = await newWindow({ offline: true });
    await page.goto(URL_OF_GATEWAY);
    await page.getByLabel("User name").waitFor();
    times.push(await page.evaluate(() => performance.now()));
    views.entrance ??= await filesOf(page, true);
    await closeWindows();
  }
  const page = await signIn(alice);
  await page.getByRole("navigation").first().waitFor();
  views.inbox = await filesOf(page);
  const returns = [];
  while (returns.length < VISITS && !(Math.min(...returns) <= INTERACTIVE_MS)) {
    await page.reload();
    await page.getByRole("button", { name: "New chat" }).waitFor();
    returns.push(await page.evaluate(() => performance.now()));
  }
  const bytes = { entrance: await gzipSize(views.entrance), inbox: await gzipSize(views.inbox) };
  const rounded = { entrance: times.map(Math.round), inbox: returns.map(Math.round) };
  console.log(`first view: ${JSON.stringify(bytes)} bytes in gzip, interactive after ${JSON.stringify(rounded)} ms`);

  assert.ok(bytes.entrance <= FIRST_VIEW_BYTES, `${bytes.entrance} bytes: ${views.entrance}`);
  assert.ok(bytes.inbox <= INBOX_BYTES, `${bytes.inbox} bytes: ${views.inbox}`);
  assert.ok(Math.min(...times) <= INTERACTIVE_MS, `entrance: ${times}`);
  assert.ok(Math.min(...returns) <= INTERACTIVE_MS, `inbox: ${returns}`);
});

/** The page and all that it has loaded of the web client until now, or asked for before it painted anything. */
async function filesOf(page, isFirstPaint = false) {
  const loaded = await page.evaluate(async (isFirst) => {
    // it is told a moment after it was
    const firstPaint = () =>
      new Promise((resolve) => {
        new PerformanceObserver((entries, observer) => {
          for (const { startTime } of entries.getEntriesByName("first-contentful-paint")) {
            observer.disconnect();
            resolve(startTime);
          }
        }).observe({ type: "paint", buffered: true });
      });
    const until = isFirst ? await firstPaint() : Number.POSITIVE_INFINITY;
    const entries = performance.getEntriesByType("resource").filter(({ startTime }) => startTime <= until);
    return entries.map(({ name }) => name);
  }, isFirstPaint);
  return [URL_OF_GATEWAY, ...loaded.filter((url) => !url.includes("/v1/"))];
}

async function gzipSize(urls) {
  const sizes = await Promise.all(
    urls.map(async (url) => {
      const response = await fetch(url, { method: "HEAD", headers: { "Accept-Encoding": "gzip" } });
      assert.equal(response.status, 200, url);
      return Number(response.headers.get("Content-Length"));
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

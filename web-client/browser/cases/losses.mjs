import assert from "node:assert/strict";
import { test } from "node:test";
import {
  eventually,
  log,
  message,
  Network,
  openConversation,
  shoot,
  shownTexts,
  signIn,
  write,
} from "../kit/browser.mjs";
import { killGateway, startGateway } from "../kit/gateway.mjs";
import { friends } from "../kit/rest.mjs";

const LONG_MS = 40_000;

/** Wants these texts once each, in this order, on the server and in a window. */
async function wantInOrder(person, page, texts) {
  const id = new URL(page.url()).pathname.split("/")[2];
  await eventually(async () => assert.deepEqual(await person.texts(id), texts), LONG_MS);
  await eventually(async () => assert.deepEqual(await shownTexts(page), texts), LONG_MS);
}

test("what is written offline is kept and goes out once, in order", async () => {
  const [alice, bob] = await friends();
  await alice.write(bob, "before");
  const [page, other] = await Promise.all([signIn(alice), signIn(bob)]);
  const network = await Network.of(page);
  await openConversation(page, bob.name);
  await openConversation(other, alice.name);

  await network.cut();
  await page.getByText("You are offline.").waitFor({ timeout: LONG_MS });
  for (const text of ["one", "two", "three"]) {
    await write(page, text);
  }
  await eventually(async () => assert.equal(await log(page).getByRole("img", { name: "Sending" }).count(), 3));
  await network.mend();

  await wantInOrder(bob, other, ["before", "one", "two", "three"]);
  await page.getByText("You are offline.").waitFor({ state: "detached" });
  await eventually(async () => assert.equal(await log(page).getByRole("img", { name: "Sending" }).count(), 0));
});

test("a reload keeps the place, the draft and what waits to be sent; offline, too", async () => {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  await bob.write(alice, "readable without a network");
  const page = await signIn(alice, { offline: true });
  await openConversation(page, "Bob Okafor");
  await page.locator("textarea").fill("half a thought");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await message(page, "readable without a network").waitFor();
  assert.equal(await page.locator("textarea").inputValue(), "half a thought");

  await page.context().setOffline(true);
  await page.locator("textarea").fill("sent from a train");
  await page.locator("textarea").press("Enter");
  await log(page).getByRole("img", { name: "Sending" }).waitFor();
  await page.reload();
  await message(page, "readable without a network").waitFor();
  await page.locator("main header").getByText("Bob Okafor").waitFor();
  await log(page).getByRole("img", { name: "Sending" }).waitFor();
  await shoot(page, "offline-1280");
  await page.context().setOffline(false);

  await wantInOrder(bob, page, ["readable without a network", "sent from a train"]);
});

test("when the gateway is killed the window says so, and what waits arrives once, in order", async () => {
  const [alice, bob] = await friends();
  await alice.write(bob, "before");
  const [page, other] = await Promise.all([signIn(alice), signIn(bob)]);
  await openConversation(page, bob.name);
  await openConversation(other, alice.name);
  await write(page, "just before");

  await killGateway();
  const texts = Array.from({ length: 5 }, (_, index) => `while it is dead ${index}`);
  for (const text of texts) {
    await write(page, text);
  }
  await page.getByText("No connection to the server.").waitFor({ timeout: LONG_MS });
  await shoot(page, "lost-1280");
  await startGateway();
  await page
    .getByRole("button", { name: "Try now" })
    .click({ timeout: 2_000 })
    .catch(() => undefined);

  await wantInOrder(bob, other, ["before", "just before", ...texts]);
  await page.getByText("No connection to the server.").waitFor({ state: "detached", timeout: LONG_MS });
  await eventually(async () => {
    assert.equal(await log(page).getByRole("img", { name: "Sending" }).count(), 0);
    assert.equal(await log(page).getByRole("img", { name: "Read" }).count(), texts.length + 2);
  }, LONG_MS);
});

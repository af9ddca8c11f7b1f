import assert from "node:assert/strict";
import { test } from "node:test";
import { hostileTexts, hostileTitles } from "../hostile.mjs";
import {
  eventually,
  openConversation,
  scrollToBeginning,
  shoot,
  shownHosts,
  shownTexts,
  signIn,
} from "../kit/browser.mjs";
import { wantHarmless } from "../kit/harmless.mjs";
import { wantNothingClipped } from "../kit/layout.mjs";
import { friends } from "../kit/rest.mjs";

/** So many steps of scrolling lie between two screenshots. */
const SHOT_EVERY = 10;

test("a hundred hostile texts are shown as they were written, and do nothing", async () => {
  assert.ok(hostileTexts.length >= 100, `${hostileTexts.length}`);
  const [alice, bob] = await friends();
  await Promise.all(hostileTexts.map((text) => bob.write(alice, text)));
  const page = await signIn(alice, { width: 360, height: 740 });
  await openConversation(page, bob.name);
  const beginnings = new Set(hostileTexts.map((text) => text.replace(/^\uFEFF/, "").slice(0, 150)));
  const seen = new Set();
  const hosts = new Set();
  let step = 0;
  await scrollToBeginning(page, async () => {
    step++;
    if (step % SHOT_EVERY === 0) {
      await shoot(page, `hostile-${step / SHOT_EVERY}-360`);
    }
    for (const text of await shownTexts(page)) {
      seen.add(text.replace(/^\uFEFF/, "").slice(0, 150));
    }
    for (const host of await shownHosts(page)) {
      hosts.add(host.trim());
    }
    await wantHarmless(page);
    await wantNothingClipped(page, "hostile texts");
  });
  assert.deepEqual(
    [...beginnings].filter((text) => !seen.has(text)),
    [],
  );
  assert.ok(hosts.has("(example.org)"), `hosts told: ${[...hosts].join(" ")}`);
});

test("hostile names of people and groups are shown as they are, everywhere", async () => {
  const [alice, bob] = await friends(
    '<img src=x onerror="globalThis.pwned=1">',
    "שלום <b data-pwned>x</b> \u0301\u0301\u0301",
  );
  let count = 1;
  for (const title of hostileTitles) {
    // what the server refuses cannot be shown to anybody
    await alice.group(title, [bob]).then(
      () => count++,
      (refusal) => assert.match(refusal.message, /: 400 /),
    );
  }
  assert.ok(count > hostileTitles.length / 2, `${count} conversations`);
  await bob.write(alice, "hello");
  const page = await signIn(alice);
  await eventually(async () => assert.equal(await page.getByRole("option").count(), count));
  for (let index = 0; index < Math.min(count, 8); index++) {
    await page.getByRole("option").nth(index).click();
    await page.getByRole("button", { name: "Details" }).click();
    await page.getByRole("complementary").waitFor();
    await wantHarmless(page);
    await wantNothingClipped(page, "hostile names");
  }
});

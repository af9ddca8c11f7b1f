import assert from "node:assert/strict";

/** Nothing that others wrote became an element or an address, or ran. */
export async function wantHarmless(page) {
  const harm = await page.evaluate(() => ({
    pwned: globalThis.pwned,
    elements: document.querySelectorAll(
      "[data-pwned], main img, main iframe, main svg[onload], main script, main style",
    ).length,
    links: [...document.links].map((link) => link.protocol).filter((protocol) => !/^https?:$/.test(protocol)),
  }));
  assert.deepEqual(harm, { pwned: undefined, elements: 0, links: [] });
}

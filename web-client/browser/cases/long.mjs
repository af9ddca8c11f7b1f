import assert from "node:assert/strict";
import { test } from "node:test";
import { log, newWindow, openConversation, settle } from "../kit/browser.mjs";
import { withLongPage } from "../kit/long.mjs";

const MOST_ROWS = 120;
/** 1,000 above the window, 300 below it, and what is in between and on its way. */
const MOST_ITEMS = 1_500;
const MOST_GROWN_BYTES = 40 * 1024 * 1024;
const STEP_PX = 15_000;

test("100,000 messages are scrolled through with few in the document and in memory", async () => {
  await withLongPage(async (url) => {
    const page = await newWindow();
    await page.goto(url);
    await openConversation(page, "Bob Okafor");
    await settle(page);
    const cdp = await page.context().newCDPSession(page);
    const before = await heapOf(cdp);
    const run = await page.evaluate(scrollThrough, STEP_PX);
    const grown = (await heapOf(cdp)) - before;
    const frames = run.frames.toSorted((a, b) => a - b);
    const at = (part) => Math.round(frames[Math.floor(frames.length * part)] * 10) / 10;
    console.log(
      `100,000 messages: ${Math.round(run.took / 100) / 10} s, frames p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} ms, ` +
        `at most ${run.rows} rows and ${run.items} items, heap grown by ${Math.round(grown / 1024)} KiB`,
    );

    assert.match(run.first, /^message 1,/);
    assert.ok(run.rows <= MOST_ROWS, `${run.rows} rows`);
    assert.ok(run.items <= MOST_ITEMS, `${run.items} items`);
    assert.ok(grown <= MOST_GROWN_BYTES, `${grown} bytes`);
    await page.getByRole("button", { name: "To the latest messages" }).click();
    await log(page).getByText("message 100000, line 1").waitFor();
  });
});

/** Scrolls to the beginning, a step with every frame. */
async function scrollThrough(step) {
  const list = document.querySelector('main [role="log"]');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const frames = [];
  const begin = performance.now();
  let last = await frame();
  let rows = 0;
  let items = 0;
  let still = 0;
  while (still < 60) {
    if (performance.now() - begin > 150_000) {
      throw new Error(`the beginning does not come: ${list.querySelector("[data-text]").textContent}`);
    }
    const { scrollTop } = list;
    list.scrollTop = Math.max(0, scrollTop - step);
    still = scrollTop === 0 ? still + 1 : 0;
    const now = await frame();
    frames.push(now - last);
    last = now;
    rows = Math.max(rows, list.querySelectorAll("[data-message]").length);
    items = Math.max(items, globalThis.loadedCount());
  }
  return { frames, rows, items, took: performance.now() - begin, first: list.querySelector("[data-text]").textContent };
}

async function heapOf(cdp) {
  await cdp.send("HeapProfiler.collectGarbage");
  return (await cdp.send("Runtime.getHeapUsage")).usedSize;
}

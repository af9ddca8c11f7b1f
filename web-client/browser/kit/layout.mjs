import assert from "node:assert/strict";
import { eventually } from "./browser.mjs";

/** A view that has just got another size or other words may need a moment. */
const MOMENT_MS = 5_000;

/** Wants nothing wider than the window, and no words cut off without an ellipsis. */
export function wantNothingClipped(page, what) {
  return eventually(() => wantNothingClippedNow(page, what), MOMENT_MS);
}

async function wantNothingClippedNow(page, what) {
  const clipped = await page.evaluate(() => {
    const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
    const describe = (element) => `${element.tagName}.${element.className} "${element.textContent.slice(0, 60)}"`;
    const tooWide = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return isShown(element) && box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
    });
    const cut = [...document.querySelectorAll("button, h1, h2, h3, label, p, a, [role=tab]")].filter((element) => {
      const style = getComputedStyle(element);
      const isHidden = element.closest(".visually-hidden") !== null;
      const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
      return isShown(element) && !isHidden && isCut && style.textOverflow !== "ellipsis" && style.display !== "inline";
    });
    return [...tooWide, ...cut].filter((element) => !element.closest(".visually-hidden")).map(describe);
  });
  assert.deepEqual(clipped, [], what);
}

/** Wants no word of English in what the interface itself says. */
export function wantNoEnglish(page, what, allowed) {
  return eventually(() => wantNoEnglishNow(page, what, allowed), MOMENT_MS);
}

async function wantNoEnglishNow(page, what, allowed) {
  const words = await page.evaluate(() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // what people wrote and how they are called is theirs
      if (!node.parentElement.closest("bdi, [data-text], kbd, [lang=en], title, script, noscript")) {
        found.push(node.data);
      }
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
      found.push(element.getAttribute("aria-label"), element.getAttribute("placeholder"));
    }
    return found.filter(Boolean);
  });
  const english = words.filter((text) => {
    const rest = allowed.reduce((left, word) => left.replaceAll(word, ""), text);
    return /[A-Za-z]{3,}/.test(rest);
  });
  assert.deepEqual(english, [], what);
}

import { createHash, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { CERTIFICATE, CHROMIUM, SHOTS, URL_OF_GATEWAY } from "./environment.mjs";

const DEADLINE_MS = 30_000;
const LONG_MS = 90_000;
const STEP_PX = 500;
/** A menu is there sooner, unless the click went beside. */
const MENU_MS = 3_000;
/** So long without any movement at the edge of what is loaded is the end; less may be a page that is being loaded. */
const STOPPED_MS = 1_500;
/** So many frames without a change: longer than the list waits for the end of a scrolling. */
const STILL_FRAMES = 15;

/** What pages complained about in all cases; the last case wants it to be empty. */
export const complaints = [];

let browser;
const open = new Set();

export async function start() {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    // the certificate of the cluster is trusted as a real one would be: a service worker wants that
    args: ["--no-sandbox", "--disable-dev-shm-usage", `--ignore-certificate-errors-spki-list=${keyOf(CERTIFICATE)}`],
  });
}

export async function stop() {
  await browser?.close();
}

/** Closes every window that a case left, but for those that were opened to be kept. */
export async function closeWindows() {
  await Promise.all([...open].map((context) => context.close()));
  open.clear();
}

function keyOf(file) {
  const key = new X509Certificate(readFileSync(file)).publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(key).digest("base64");
}

/**
 * A window of a browser of its own: nothing is shared with others. Nothing in it glides, and it installs nothing for
 * the time without a network, unless `offline` is set: that costs as much as the case itself. A `kept` one stays open
 * until the end of the suite.
 */
export async function newWindow({
  width = 1280,
  height = 800,
  theme = "light",
  locale = "en-GB",
  offline = false,
  kept = false,
  ...options
} = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale,
    reducedMotion: "reduce",
    ...options,
  });
  if (!offline) {
    await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
  }
  context.setDefaultTimeout(DEADLINE_MS);
  if (!kept) {
    open.add(context);
  }
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(`error: ${error.stack ?? error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`a dialog opened: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content.Security.Policy|TrustedHTML|TrustedScript|Minified React error|Warning:/i.test(message.text())) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  return page;
}

/** Opens the web client and signs a person in. */
export async function signIn(person, options) {
  const page = await newWindow(options);
  await page.goto(URL_OF_GATEWAY);
  await page.locator('input[autocomplete="username"]').fill(person.name);
  await page.locator('input[type="password"]').fill(person.password);
  await page.locator('button[type="submit"]').click();
  await page.locator("nav").first().waitFor({ state: "attached" });
  await page.getByRole("listbox").first().waitFor({ state: "attached" });
  return page;
}

/** The network of a window. The browser's own switch leaves sockets open that are; here they break with the rest. */
export class Network {
  #context;
  #sockets = new Set();
  #held;

  /** Takes a window's network over; the window is loaded anew. */
  static async of(page) {
    const network = new Network();
    network.#context = page.context();
    await network.#context.routeWebSocket(/.*/, (socket) => {
      network.#sockets.add(socket);
      const server = socket.connectToServer();
      server.onMessage((frame) => network.#arrived(() => socket.send(frame)));
      server.onClose((code, reason) => socket.close({ code: code === 1006 ? 4000 : code, reason }));
    });
    await page.reload();
    return network;
  }

  async cut() {
    await this.#context.setOffline(true);
    await Promise.all([...this.#sockets].map((socket) => socket.close({ code: 4000 })));
    this.#sockets.clear();
  }

  mend() {
    return this.#context.setOffline(false);
  }

  #arrived(deliver) {
    if (this.#held) {
      this.#held.push(deliver);
    } else {
      deliver();
    }
  }

  /** From now on nothing arrives that the server sends. */
  hold() {
    this.#held = [];
  }

  /** How many frames are held. */
  get heldCount() {
    return this.#held.length;
  }

  /** All that was held arrives at once, and what comes later as it comes. */
  release() {
    const held = this.#held;
    this.#held = undefined;
    for (const deliver of held) {
      deliver();
    }
  }
}

/** Opens a conversation by its name in the inbox. */
export async function openConversation(page, name) {
  await page.getByRole("option", { name }).first().click();
  await page.locator("textarea, footer p").first().waitFor();
}

/** Writes a message in the open conversation. */
export async function write(page, text) {
  const field = page.locator("textarea");
  await field.fill(text);
  await field.press("Enter");
}

/** The messages of the open conversation. */
export function log(page) {
  return page.locator('main [role="log"]');
}

/** What a message of the open conversation says, not what quotes it. */
export function message(page, text) {
  return log(page).getByText(text, { exact: true }).and(log(page).locator("[data-text], [data-text] *")).first();
}

/** The message that says this, with all that belongs to it; not one that quotes it. */
export function whole(page, text) {
  return log(page)
    .locator("[data-message]")
    .filter({ has: page.locator("[data-text]", { hasText: text }) })
    .last();
}

/** The texts of the open conversation that are in the document, in their order, without the hosts that links tell. */
export function shownTexts(page) {
  return log(page)
    .locator("[data-text]")
    .evaluateAll((texts) =>
      texts.map((text) => {
        const own = text.cloneNode(true);
        for (const host of own.querySelectorAll("[data-host]")) {
          host.remove();
        }
        return own.textContent;
      }),
    );
}

/** The hosts that links of the open conversation tell because their words do not. */
export function shownHosts(page) {
  return log(page).locator("[data-host]").allTextContents();
}

/** Scrolls from where the window is to the beginning of the open conversation; `visit` sees each step. */
export function scrollToBeginning(page, visit) {
  return scrollUntilStill(page, -STEP_PX, visit);
}

/** The same to its end. */
export function scrollToEnd(page, visit) {
  return scrollUntilStill(page, STEP_PX, visit);
}

async function scrollUntilStill(page, step, visit) {
  const end = Date.now() + LONG_MS;
  await log(page).hover();
  let movedAt = Date.now();
  while (Date.now() - movedAt < STOPPED_MS || !(await page.evaluate(isAtEdge, step))) {
    await visit();
    const before = await page.evaluate(positionOfLog);
    await page.mouse.wheel(0, step);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    if ((await page.evaluate(positionOfLog)) !== before) {
      movedAt = Date.now();
    }
    if (Date.now() > end) {
      throw new Error("the end of the scrolling does not come");
    }
  }
}

/** Opens the menu of something in a list, again if what came at that moment moved it away from the pointer. */
export async function openMenu(target) {
  const menu = target.page().getByRole("menu");
  await menu.waitFor({ state: "detached" });
  await eventually(async () => {
    if (!(await menu.isVisible())) {
      await target.click({ button: "right", timeout: MENU_MS });
    }
    await menu.waitFor({ timeout: MENU_MS });
  });
}

/** Waits until nothing in the open conversation has moved, come or gone for a while. */
export async function settle(page) {
  await page.evaluate(
    (frames) =>
      new Promise((resolve) => {
        const list = document.querySelector('main [role="log"]');
        let before;
        let still = 0;
        const look = () => {
          const now = `${list.scrollTop} of ${list.scrollHeight} ${list.textContent}`;
          still = now === before ? still + 1 : 0;
          before = now;
          if (still < frames) {
            requestAnimationFrame(look);
          } else {
            resolve();
          }
        };
        look();
      }),
    STILL_FRAMES,
  );
}

/**
 * Looks at every frame where a message of the open conversation stands.
 *
 * @returns ends that, and returns how far it was moved at most
 */
export async function watchPlace(page, text) {
  const watch = await page.evaluateHandle((wanted) => {
    const isIt = (element) => element.textContent === wanted;
    const place = () =>
      [...document.querySelectorAll("main [data-text]")].find(isIt)?.getBoundingClientRect().top ?? Infinity;
    const state = { moved: 0 };
    const first = place();
    const look = () => {
      state.moved = Math.max(state.moved, Math.abs(place() - first));
      state.frame = requestAnimationFrame(look);
    };
    look();
    return state;
  }, text);
  return () =>
    watch.evaluate((state) => {
      cancelAnimationFrame(state.frame);
      return state.moved;
    });
}

/** Nothing can be scrolled in a direction, and below the window nothing is left to load. */
function isAtEdge(step) {
  const { scrollTop, scrollHeight, clientHeight } = document.querySelector('main [role="log"]');
  const toEnd = document.querySelector('main button[aria-label="To the latest messages"]');
  return step < 0 ? scrollTop === 0 : scrollHeight - scrollTop - clientHeight < 2 && toEnd === null;
}

function positionOfLog() {
  const { scrollTop, scrollHeight } = document.querySelector('main [role="log"]');
  return `${scrollTop} of ${scrollHeight}`;
}

/** Repeats until it does not throw. */
export async function eventually(check, within = DEADLINE_MS) {
  const end = Date.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (failure) {
      if (Date.now() > end) {
        throw failure;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function shoot(page, name) {
  return page.screenshot({ path: join(SHOTS, `${name}.png`), animations: "disabled", caret: "hide" });
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { hostileTexts } from "../hostile.mjs";
import {
  eventually,
  log,
  message,
  Network,
  openConversation,
  openMenu,
  settle,
  shoot,
  signIn,
  whole,
  write,
} from "../kit/browser.mjs";
import { testWithAll } from "../kit/extent.mjs";
import { wantHarmless } from "../kit/harmless.mjs";
import { wantNothingClipped } from "../kit/layout.mjs";
import { friends, Person } from "../kit/rest.mjs";

/** The server has an own message, and the window knows it. */
async function sent(page, text) {
  await whole(page, text)
    .getByRole("img", { name: /^(Sent|Delivered|Read)$/ })
    .waitFor();
}

/** Chooses an action from the menu of a message. */
async function act(page, text, action) {
  // what came a moment ago still moves the others
  await settle(page);
  await openMenu(whole(page, text).locator("[data-bubble]"));
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

async function twoWindows({ hello = "hello Bob", ...options } = {}) {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  const [one, other] = await Promise.all([signIn(alice, options), signIn(bob, { kept: options.kept })]);
  await alice.write(bob, hello);
  await Promise.all([openConversation(one, "Bob Okafor"), openConversation(other, "Alice Müller")]);
  await Promise.all([message(one, hello).waitFor(), message(other, hello).waitFor()]);
  return { alice, bob, one, other };
}

/** Two windows that several cases use one after the other, and how many have. */
let shared;
let cases = 0;

/** A case in the shared windows, with a greeting of its own; one that fails leaves them to nobody. */
function testInSharedWindows(name, run) {
  test(name, async () => {
    const hello = `hello Bob ${++cases}`;
    try {
      if (shared === undefined) {
        shared = await twoWindows({ hello, kept: true });
      } else {
        await shared.alice.write(shared.bob, hello);
        await Promise.all([message(shared.one, hello).waitFor(), message(shared.other, hello).waitFor()]);
      }
      await run({ ...shared, hello });
    } catch (failure) {
      shared = undefined;
      throw failure;
    }
  });
}

testInSharedWindows("an answer quotes what it answers, and leads to it", async ({ one, other, hello }) => {
  await act(other, hello, "Reply");
  await other.getByText("Reply to Alice Müller").waitFor();
  await write(other, "hello yourself");

  const quote = whole(one, "hello yourself").getByRole("button", {
    name: new RegExp(`^Answers Alice Müller\\s*${hello}`),
  });
  await quote.click();
  await log(one).locator("[data-message][data-jumped]", { hasText: hello }).waitFor();
  await shoot(one, "reply");

  await act(other, hello, "Reply");
  await other.locator("textarea").press("Escape");
  await other.getByText("Reply to Alice Müller").waitFor({ state: "detached" });
});

testInSharedWindows(
  "a poll is made, voted in, changed and closed, and both see how it stands",
  async ({ one, other }) => {
    await one.locator("main header").getByRole("button", { name: "Actions for this chat" }).click();
    await one.getByRole("menuitem", { name: "New poll" }).click();
    const dialog = one.getByRole("dialog", { name: "New poll" });
    await dialog.getByLabel("Question").fill("Lunch?");
    await dialog.getByLabel("Answer 1").fill("pizza");
    await dialog.getByLabel("Answer 2").fill("soup");
    await dialog.getByRole("button", { name: "Ask" }).click();

    await log(other).getByRole("button", { name: "soup 0 votes" }).click();
    await log(one).getByRole("button", { name: "soup 1 vote" }).click();
    await log(one).getByRole("button", { name: "pizza 0 votes" }).click();
    for (const page of [one, other]) {
      await log(page).getByRole("button", { name: "pizza 1 vote" }).waitFor();
      await log(page).getByRole("button", { name: "soup 1 vote" }).waitFor();
      await log(page).getByText("2 have voted").waitFor();
    }
    await shoot(one, "poll");
    await act(other, "Lunch?", "Who voted");
    await other.getByRole("dialog").getByText("Bob Okafor").waitFor();
    await other.keyboard.press("Escape");
    await act(one, "Lunch?", "Close poll");
    await log(other).getByText("Closed").waitFor();
    assert.ok(await log(other).getByRole("button", { name: "pizza 1 vote" }).isDisabled());
  },
);

testInSharedWindows("an edit shows everywhere, with its mark", async ({ one, other, hello }) => {
  await act(one, hello, "Edit");
  await one.locator("textarea").fill("hello Robert");
  await one.locator("textarea").press("Enter");

  for (const page of [one, other]) {
    await message(page, "hello Robert").waitFor();
    await whole(page, "hello Robert").getByText("edited").waitFor();
    assert.equal(await message(page, hello).count(), 0);
  }
  await act(other, "hello Robert", "Earlier versions");
  const versions = other.getByRole("dialog", { name: "Earlier versions" });
  const said = versions.locator("[data-text]");
  await eventually(async () => assert.deepEqual(await said.allTextContents(), ["hello Robert", hello]));
  await shoot(other, "versions");
  await other.keyboard.press("Escape");
  await versions.waitFor({ state: "detached" });
  await write(one, "helo");
  await message(other, "helo").waitFor();
  await one.locator("textarea").press("ArrowUp");
  await eventually(async () => assert.equal(await one.locator("textarea").inputValue(), "helo"));
  await one.locator("textarea").press("Escape");
  assert.equal(await one.locator("textarea").inputValue(), "");
});

testInSharedWindows(
  "a deletion is asked about, and leaves nothing but a mark, after a reload too",
  async ({ alice, bob, one, other, hello }) => {
    await alice.write(bob, "and a secret");
    await message(other, "and a secret").waitFor();
    await act(one, "and a secret", "Pin");
    await other.getByRole("region", { name: "Pinned messages" }).getByText("and a secret").waitFor();
    await act(other, hello, "Reply");
    await write(other, "an answer");
    await message(one, "an answer").waitFor();
    await act(other, "and a secret", "Reply");
    await other.getByText("Reply to Alice Müller").waitFor();
    await act(one, "and a secret", "Delete for everyone");
    await one.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await eventually(async () => {
      for (const page of [one, other]) {
        assert.ok(!(await page.locator("body").textContent()).includes("and a secret"));
      }
    });
    await other.locator("textarea").press("Escape");
    await act(one, hello, "Delete for everyone");
    await one.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await one.getByRole("dialog").waitFor({ state: "detached" });
    await message(one, hello).waitFor();
    await act(one, hello, "Delete for everyone");
    await one.getByRole("dialog").getByRole("button", { name: "Delete" }).click();

    for (const page of [one, other]) {
      await log(page).getByText("This message was deleted.").first().waitFor();
      await eventually(async () => assert.ok(!(await page.locator("body").textContent()).includes(hello)));
    }
    await eventually(async () => assert.ok(!(await other.evaluate(everythingKept)).includes(hello)));
    await other.reload();
    await message(other, "an answer").waitFor();
    await log(other).getByText("This message was deleted.").first().waitFor();
    assert.equal(await log(other).getByText(hello).count(), 0);
  },
);

/** All that IndexedDB holds, as text. */
async function everythingKept() {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const all = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      all.push(JSON.stringify(await done(db.transaction(store).objectStore(store).getAll())));
    }
    db.close();
  }
  return all.join("\n");
}

testInSharedWindows("words get a style while they are written, and others see it", async ({ one, other }) => {
  const field = one.locator("textarea");
  await field.fill("so very good");
  await field.evaluate((it) => it.setSelectionRange(3, 7));
  await one.keyboard.press("Control+b");
  await field.evaluate((it) => it.setSelectionRange(8, 12));
  await one.getByRole("button", { name: "Style of the selected words" }).click();
  await one.getByRole("menuitem", { name: "Hidden until pressed" }).click();
  await one.locator("textarea:focus").waitFor();
  const preview = one.getByRole("group", { name: "How it will look" });
  await preview.locator("strong", { hasText: "very" }).waitFor();
  await shoot(one, "styles");
  await one.keyboard.press("Enter");

  await log(other).locator("strong", { hasText: "very" }).waitFor();
  await log(other).getByRole("button", { name: "Show hidden text" }).click();
  await message(other, "so very good").waitFor();
  await preview.waitFor({ state: "detached" });
});

testInSharedWindows(
  "several messages are chosen, and forwarded as one or one after the other",
  async ({ one, other, hello }) => {
    const forward = async (isMerged) => {
      // what stands beside the message below, while one points at that, would be in the way
      await one.mouse.move(0, 0);
      await act(one, `${hello}, first`, "Choose");
      await whole(one, `${hello}, second`).click();
      await one.getByRole("status").getByText("2 chosen").waitFor();
      await shoot(one, "chosen");
      await one.getByRole("button", { name: "Forward", exact: true }).click();
      const dialog = one.getByRole("dialog", { name: "Forward to" });
      if (isMerged) {
        await dialog.getByText("All 2 as one message").click();
        await dialog.getByLabel("Title, if you like").fill("What we said");
      }
      await dialog.getByRole("option", { name: "Bob Okafor" }).click();
      await one.locator("textarea").waitFor();
      // the focus went back to a message, beside which its tools may show
      await one.locator("textarea").focus();
    };
    for (const text of [`${hello}, first`, `${hello}, second`]) {
      await write(one, text);
      await sent(one, text);
    }
    await forward(true);
    await log(other).getByText("What we said").waitFor();
    await log(other).getByText("2 messages").waitFor();
    await forward(false);
    const forwarded = log(other).locator("[data-message]", { hasText: "Forwarded from Alice Müller" });
    await eventually(async () =>
      assert.deepEqual(await forwarded.locator("[data-text]").allTextContents(), [
        `${hello}, first`,
        `${hello}, second`,
      ]),
    );
  },
);

testInSharedWindows("reactions are counted, and joined and left by pressing them", async ({ one, other, hello }) => {
  await act(other, hello, "React");
  await other.getByRole("dialog", { name: "React" }).getByRole("button", { name: "👍" }).click();
  const chip = (page, name) => whole(page, hello).getByRole("button", { name });
  await chip(one, "👍, 1 reaction").click();
  await chip(other, "👍, 2 reactions").waitFor();
  assert.equal(await chip(one, "👍, 2 reactions").getAttribute("aria-pressed"), "true");
  await shoot(one, "reactions");
  await chip(other, "👍, 2 reactions").click();
  await chip(one, "👍, 1 reaction").waitFor();
  await chip(one, "👍, 1 reaction").click();
  await eventually(async () => assert.equal(await chip(other, /👍/).count(), 0));
});

testInSharedWindows("a pin shows at the top of both windows until it is taken away", async ({ one, other, hello }) => {
  await act(one, hello, "Pin");
  const bar = (page) => page.getByRole("region", { name: "Pinned messages" });
  await bar(one).getByText(hello).waitFor();
  await bar(other).getByText(hello).click();
  await log(other).locator("[data-message][data-jumped]").waitFor();
  await shoot(other, "pinned");
  await other.reload();
  await bar(other).getByText(hello).waitFor();
  await bar(other).getByRole("button", { name: "Unpin this message" }).click();
  await Promise.all([bar(one).waitFor({ state: "detached" }), bar(other).waitFor({ state: "detached" })]);
});

testWithAll("what is forwarded tells where it came from", async () => {
  const { alice, one } = await twoWindows();
  const carol = await Person.register("carol", "Carol Lindqvist");
  await carol.befriend(alice);
  await carol.write(alice, "hi Alice");
  const third = await signIn(carol);
  await openConversation(third, "Alice Müller");
  await act(one, "hello Bob", "Forward");
  await one.getByRole("dialog").getByRole("searchbox").fill("Carol");
  await one.getByRole("dialog").getByRole("option", { name: "Carol Lindqvist" }).click();
  await message(third, "hello Bob").waitFor();
  await whole(third, "hello Bob").getByText("Forwarded from Alice Müller").waitFor();
});

test("everything can be done to messages with the keyboard alone", async () => {
  const { one, other } = await twoWindows();
  const { keyboard } = one;
  const toMessage = async (text, up = 1) => {
    await log(one).focus();
    for (let step = 0; step < up; step++) {
      await keyboard.press("ArrowUp");
    }
    await one.locator("[data-message]:focus", { has: one.locator("[data-text]", { hasText: text }) }).waitFor();
  };
  await write(other, "hello Alice");
  await message(one, "hello Alice").waitFor();
  await toMessage("hello Alice");
  await keyboard.press("r");
  await one.getByText("Reply to Bob Okafor").waitFor();
  await keyboard.type("by keyboard");
  await keyboard.press("Enter");
  await whole(other, "by keyboard")
    .getByRole("button", { name: /^Answers Bob Okafor/ })
    .waitFor();

  await sent(one, "by keyboard");
  await toMessage("by keyboard");
  await keyboard.press("e");
  await eventually(async () => assert.equal(await one.locator("textarea").inputValue(), "by keyboard"));
  await keyboard.press("End");
  await keyboard.type(" alone");
  await keyboard.press("Enter");
  await message(other, "by keyboard alone").waitFor();

  await toMessage("hello Alice", 2);
  await keyboard.press("+");
  await one
    .getByRole("dialog", { name: "React" })
    .getByRole("button", { name: "👍" })
    .and(one.locator(":focus"))
    .waitFor();
  await keyboard.press("Enter");
  await whole(other, "hello Alice").getByRole("button", { name: "👍, 1 reaction" }).waitFor();

  await toMessage("by keyboard alone");
  await keyboard.press("x");
  await one.getByRole("status").getByText("1 chosen").waitFor();
  await keyboard.press("Space");
  await one.getByRole("status").getByText("0 chosen").waitFor();
  await keyboard.press("Escape");
  await one.locator("textarea").waitFor();

  await toMessage("by keyboard alone");
  await keyboard.press("d");
  await one.getByRole("dialog").getByRole("button", { name: "Delete" }).and(one.locator(":focus")).waitFor();
  await keyboard.press("Enter");
  await log(other).getByText("This message was deleted.").waitFor();

  await log(one).focus();
  await keyboard.press("?");
  await one.getByRole("dialog").getByText("Reply to the message").waitFor();
});

testWithAll(
  "a change that was made offline arrives later, and one that is refused is taken back and told",
  async () => {
    const { one, other } = await twoWindows();
    const network = await Network.of(one);
    await message(one, "hello Bob").waitFor();
    await network.cut();
    await act(one, "hello Bob", "React");
    await one.getByRole("dialog", { name: "React" }).getByRole("button", { name: "🎉" }).click();
    await whole(one, "hello Bob").getByRole("button", { name: "🎉, 1 reaction" }).waitFor();
    await one.reload({ waitUntil: "commit" }).catch(() => undefined);
    // what comes later by the same way has come
    await write(other, "meanwhile");
    await sent(other, "meanwhile");
    assert.equal(await whole(other, "hello Bob").getByRole("button", { name: /🎉/ }).count(), 0);
    await network.mend();
    await one.reload();
    await whole(other, "hello Bob").getByRole("button", { name: "🎉, 1 reaction" }).waitFor();
    await whole(one, "hello Bob").getByRole("button", { name: "🎉, 1 reaction" }).waitFor();

    for (const reaction of ["1", "2", "3", "4"]) {
      await react(one, "hello Bob", reaction);
      await whole(other, "hello Bob")
        .getByRole("button", { name: `${reaction}, 1 reaction` })
        .waitFor();
    }
    await react(one, "hello Bob", "5");
    await one.getByText("There are too many reactions on this message.").waitFor();
    assert.equal(await whole(one, "hello Bob").getByRole("button", { name: "5, 1 reaction" }).count(), 0);
  },
);

async function react(page, text, reaction) {
  await act(page, text, "React");
  const picker = page.getByRole("dialog", { name: "React" });
  await picker.getByLabel("Another emoji").fill(reaction);
  await picker.getByRole("button", { name: "Add" }).click();
}

test("on a phone, a finger that rests on a message opens its menu, and nothing is clipped", async () => {
  const { one } = await twoWindows({ width: 320, height: 640, hasTouch: true, isMobile: true });
  const bubble = whole(one, "hello Bob").locator("[data-bubble]");
  const box = await bubble.boundingBox();
  const touch = { pointerType: "touch", isPrimary: true, clientX: box.x + 5, clientY: box.y + 5 };
  await bubble.dispatchEvent("pointerdown", touch);
  await one.getByRole("menuitem", { name: "React" }).waitFor();
  await wantNothingClipped(one, "menu");
  await one.getByRole("menuitem", { name: "React" }).click();
  await one.getByRole("dialog", { name: "React" }).waitFor();
  await wantNothingClipped(one, "picker");
  await shoot(one, "picker-320");
});

testWithAll("hostile texts in quotes and reactions are shown as they are, and do nothing", async () => {
  const [alice, bob] = await friends('<img src=x onerror="globalThis.pwned=1">', "Bob Okafor");
  const [one, other] = await Promise.all([signIn(alice), signIn(bob)]);
  await alice.write(bob, "begin");
  await Promise.all([openConversation(one, "Bob Okafor"), openConversation(other, "<img")]);
  const last = (page) => log(page).locator("[data-message]").last();
  const chosen = hostileTexts.filter((it) => it.length < 2_000).slice(0, 12);
  for (const [index, text] of chosen.entries()) {
    await alice.write(bob, text);
    await last(other)
      .locator("[data-text]")
      .filter({ hasText: text.slice(0, 20) })
      .waitFor();
    await settle(other);
    await openMenu(last(other).locator("[data-bubble]"));
    await other.getByRole("menuitem", { name: "Reply" }).click();
    await other.getByText("Reply to <img").waitFor();
    await wantHarmless(other);
    await write(other, `answer ${index}`);
    await message(one, `answer ${index}`).waitFor();
    await wantHarmless(one);
    await wantNothingClipped(other, "hostile quotes");
  }
  await alice.write(bob, "the end");
  await message(other, "the end").waitFor();
  for (const reaction of ["<b/data-pwned>x</b>", "javascript:alert(1)", "\u202Eevil", "👩‍👩‍👧‍👦"]) {
    await react(other, "the end", reaction);
    await wantHarmless(other);
  }
  await whole(one, "the end").getByRole("button", { name: "👩‍👩‍👧‍👦, 1 reaction" }).waitFor();
  await wantHarmless(one);
  await wantNothingClipped(one, "hostile reactions");
});

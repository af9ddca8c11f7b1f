import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { wantAccessible } from "../kit/axe.mjs";
import { message, newWindow, openConversation, openMenu, settle, shoot, signIn, whole } from "../kit/browser.mjs";
import { ALL, URL_OF_GATEWAY } from "../kit/environment.mjs";
import { wantNoEnglish, wantNothingClipped } from "../kit/layout.mjs";
import { friends, Person } from "../kit/rest.mjs";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
];
/** The narrowest window that is promised. */
const NARROWEST = { width: 320, height: 640 };
/** Names that stay as they are in every language. */
const NAMES = [
  ...["Warbler", "Enter", "Shift", "Ctrl", "Alt", "Esc", "English", "a–z"],
  ...["Alice Müller", "Bob Okafor", "Carol Lindqvist", "Dave", "Chamber orchestra", "Chrome · Linux"],
];

let stage;

/** Two friends with something to show, made once. */
async function onStage() {
  stage ??= build();
  return stage;
}

async function build() {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  const wang = await Person.register("xiaoming", "王小明");
  const carol = await Person.register("carol", "Carol Lindqvist");
  const dave = await Person.register("dave", "Dave");
  await Promise.all([wang.befriend(alice), carol.befriend(alice)]);
  await dave.call("POST", "/v1/friend-requests", { user: alice.id, message: "Dave from the choir" });
  await bob.call("PATCH", "/v1/users/me", { statusText: "Back at nine" });
  await bob.write(alice, "Morning! Did the rehearsal plan reach you?");
  await alice.write(bob, "It did, thanks. Saturday works for me.");
  await bob.write(alice, "Great. I booked the hall from four.");
  await bob.write(
    alice,
    "Bring the second violin part if you can, the copies are hard to read: https://example.org/scores/42",
  );
  await alice.write(bob, "Will do 🎻");
  await alice.write(
    bob,
    "I have asked Carol to join us for the last piece. She knows it by heart, so it should not take long.",
  );
  await bob.write(alice, "Wonderful, see you then!");
  const group = await alice.group("Chamber orchestra", [bob, wang, carol]);
  await carol.say(group, "Hello everyone, happy to be here!");
  await bob.say(group, "Welcome Carol!");
  await bob.say(group, "We start with the Dvořák.");
  await alice.say(group, "Scores are in the shared folder.");
  const path = `/v1/conversations/${group}/messages`;
  const { messages } = await alice.call("GET", `${path}?limit=10`);
  const { seq } = messages.find(({ body }) => body.text.startsWith("Scores"));
  const spans = [{ style: "SPAN_STYLE_MENTION", length: 13, user: alice.id }];
  const asked = { body: { text: "@Alice Müller could you print bars 12–40?", spans }, replyTo: seq };
  await wang.call("POST", path, asked, randomUUID());
  await bob.call("PUT", `${path}/${seq}/reactions/${encodeURIComponent("🎉")}`, undefined, randomUUID());
  await alice.call("PUT", `${path}/${seq}/pin`, undefined, randomUUID());
  const poll = { question: "几点开始？", options: ["16:00", "17:30"], multiple: true };
  await wang.call("POST", path, { body: { poll } }, randomUUID());
  await wang.write(alice, "明天下午一起吃饭吗？");
  await wang.write(alice, "我知道一家新开的面馆。");
  return { alice, group };
}

/** What can be done with an own message of the group. */
async function openMessageMenu(page) {
  await openConversation(page, "Chamber orchestra");
  await message(page, "Scores are in the shared folder.").waitFor();
  await settle(page);
  await openMenu(whole(page, "Scores").locator("[data-bubble]"));
}

/** Each view of the interface, with what shows that it is there. */
function viewsOf(group) {
  return [
    { name: "inbox", path: "/", ready: (page) => page.getByRole("option", { name: "Bob Okafor" }).waitFor() },
    {
      name: "conversation",
      path: "/",
      ready: async (page) => {
        await openConversation(page, "Bob Okafor");
        await message(page, "Wonderful, see you then!").waitFor();
      },
    },
    {
      name: "group",
      path: `/c/${group}/info`,
      ready: (page) => page.getByRole("complementary").getByText("Carol Lindqvist").waitFor(),
    },
    {
      name: "search",
      path: "/",
      ready: async (page) => {
        await openConversation(page, "Bob Okafor");
        await page.locator("main header button").nth(-2).click();
        await page.getByRole("menuitem").first().click();
        await page.getByRole("dialog").getByRole("option").first().waitFor();
      },
    },
    {
      name: "poll",
      path: "/",
      ready: async (page) => {
        await openConversation(page, "Chamber orchestra");
        await page.locator("main header button").nth(-2).click();
        await page.getByRole("menuitem").nth(1).click();
        await page.getByRole("dialog").getByRole("textbox").first().waitFor();
      },
    },
    {
      name: "mentions",
      path: "/",
      ready: async (page) => {
        await page.locator("header").first().getByRole("button").first().click();
        await page.getByRole("menuitem").first().click();
        await page.getByRole("option").getByText("@Alice Müller").waitFor();
      },
    },
    {
      name: "reactions",
      path: "/",
      ready: async (page) => {
        await openMessageMenu(page);
        await page.getByRole("menuitem").nth(-3).click();
        await page.getByRole("dialog").getByText("Bob Okafor").waitFor();
      },
    },
    {
      name: "readers",
      path: "/",
      ready: async (page) => {
        await openMessageMenu(page);
        await page.getByRole("menuitem").nth(6).click();
        await page.getByRole("dialog").getByText("王小明").waitFor();
      },
    },
    {
      name: "choosing",
      path: "/",
      ready: async (page) => {
        await openMessageMenu(page);
        await page.getByRole("menuitem").nth(5).click();
        await page.locator("[data-message] button[aria-pressed=true]").waitFor();
      },
    },
    {
      name: "invites",
      path: `/c/${group}/info`,
      ready: async (page) => {
        await page.getByRole("complementary").getByText("Carol Lindqvist").waitFor();
        await page.getByRole("complementary").getByRole("button").nth(2).click();
        await page.getByRole("dialog").getByRole("button").last().click();
        await page.getByRole("dialog").getByRole("textbox").waitFor();
      },
    },
    {
      name: "join",
      path: "/",
      ready: async (page) => {
        await page.locator("header").first().getByRole("button").nth(1).click();
        await page.getByRole("menuitem").last().click();
        await page.getByRole("dialog").getByRole("textbox").waitFor();
      },
    },
    { name: "requests", path: "/friends/requests", ready: (page) => page.getByText("Dave from the choir").waitFor() },
    { name: "profile", path: "/settings/profile", ready: (page) => page.locator("form").waitFor() },
    {
      name: "appearance",
      path: "/settings/appearance",
      ready: (page) => page.getByRole("radiogroup").first().waitFor(),
    },
    {
      name: "notifications",
      path: "/settings/notifications",
      ready: (page) => page.locator("main p").first().waitFor(),
    },
    { name: "privacy", path: "/settings/privacy", ready: (page) => page.locator("main li").first().waitFor() },
    { name: "devices", path: "/settings/devices", ready: (page) => page.locator("main li").first().waitFor() },
    { name: "account", path: "/settings/account", ready: (page) => page.locator("form").waitFor() },
  ];
}

// each theme and each language is looked at, and held against the rules of accessibility, once
const COMBINATIONS = [{ theme: "dark", locale: "zh-CN", isChecked: true }];
const OTHER_COMBINATIONS = [
  { theme: "light", locale: "en-GB", isChecked: true },
  { theme: "light", locale: "zh-CN", isChecked: false },
  { theme: "dark", locale: "en-GB", isChecked: false },
];

/** A picture of each view is for people to look at; it checks nothing. */
async function shootForPeople(page, name) {
  if (ALL) {
    await shoot(page, name);
  }
}

for (const { theme, locale, isChecked } of ALL ? [...COMBINATIONS, ...OTHER_COMBINATIONS] : COMBINATIONS) {
  test(`every view looks right${isChecked ? " and is accessible" : ""}: ${theme}, ${locale}`, async () => {
    const { alice, group } = await onStage();
    const page = await signIn(alice, { theme, locale });
    for (const { name, path, ready } of viewsOf(group)) {
      await page.goto(URL_OF_GATEWAY + path);
      await ready(page);
      for (const size of [...SIZES, NARROWEST]) {
        await page.setViewportSize(size);
        const what = `${name}-${size.width}-${theme}-${locale.slice(0, 2)}`;
        await wantNothingClipped(page, what);
        await shootForPeople(page, what);
      }
      await page.setViewportSize(SIZES[0]);
      if (locale === "zh-CN") {
        await wantNoEnglish(page, name, [...NAMES, alice.name]);
      }
      if (isChecked) {
        await wantAccessible(page, `${name} ${theme} ${locale}`);
      }
    }
  });
}

test("the entrance looks right and is accessible", async () => {
  for (const [theme, locale] of [
    ["light", "en-GB"],
    ["dark", "zh-CN"],
  ]) {
    const page = await newWindow({ theme, locale });
    for (const path of ["/", "/sign-up"]) {
      await page.goto(URL_OF_GATEWAY + path);
      await page.locator('input[type="password"]').waitFor();
      for (const size of [...SIZES, NARROWEST]) {
        await page.setViewportSize(size);
        const what = `entrance${path.replace("/", "-")}-${size.width}-${theme}-${locale.slice(0, 2)}`;
        await wantNothingClipped(page, what);
        await shootForPeople(page, what);
      }
      await wantAccessible(page, `entrance ${path} ${theme}`);
    }
  }
});

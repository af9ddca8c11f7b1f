import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, message, openConversation, signIn } from "../kit/browser.mjs";
import { URL_OF_GATEWAY } from "../kit/environment.mjs";
import { friends, Person } from "../kit/rest.mjs";

test("requests are declined and withdrawn; who is blocked cannot be written to until unblocked", async () => {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  const carol = await Person.register("carol", "Carol Lindqvist");
  await carol.call("POST", "/v1/friend-requests", { user: alice.id, message: "From the choir" });
  await bob.write(alice, "hello");
  const page = await signIn(alice);
  await page
    .getByRole("navigation")
    .getByRole("link", { name: /Friends/ })
    .click();
  await page.getByRole("tab", { name: /Requests/ }).click();
  await page.getByText("From the choir").waitFor();
  await page.getByRole("button", { name: "Decline Carol Lindqvist" }).click();
  await page.getByText("No requests").waitFor();

  await page.getByRole("tab", { name: "All" }).click();
  await page.getByRole("option", { name: "Bob Okafor" }).click();
  await page.getByRole("button", { name: "Block" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
  await page.getByRole("button", { name: "Unblock" }).waitFor();
  await page.getByRole("navigation").getByRole("link", { name: /Chats/ }).click();
  await openConversation(page, "Bob Okafor");
  await page.getByText("You have blocked this person.").waitFor();
  await page.getByRole("button", { name: "Details" }).click();
  await page.getByRole("button", { name: "Unblock" }).click();
  await page.locator("textarea").waitFor();
});

test("profile and devices are changed in the settings", async () => {
  const [alice] = await friends();
  const page = await signIn(alice);
  await page.getByRole("navigation").getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Display name").fill("Alice Müller");
  await page.getByLabel("Status").fill("At sea");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Alice Müller" }).waitFor();

  await page.getByRole("link", { name: "Devices" }).click();
  await page.getByText("This device").waitFor();
  await page.getByRole("button", { name: "End all other sessions" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End all other sessions" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "End all other sessions" }).waitFor({ state: "detached" });

  await page.getByRole("link", { name: "Account" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Welcome back" }).waitFor();
});

test("what comes while nobody looks is told, once the user wants that", async () => {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  await bob.write(alice, "before");
  const page = await signIn(alice, { permissions: ["notifications"] });
  await page.goto(`${URL_OF_GATEWAY}/settings/notifications`);
  await page.getByText("Tell me of new messages").click();
  await page.getByRole("switch", { name: "Tell me of new messages", checked: true }).waitFor({ state: "attached" });
  // the window of a test never loses the focus
  const told = await page.evaluateHandle(() => {
    const notices = [];
    const Real = globalThis.Notification;
    globalThis.Notification = class extends Real {
      constructor(title, options) {
        super(title, options);
        notices.push({ title, body: options.body, click: () => this.onclick() });
      }
    };
    document.hasFocus = () => false;
    return notices;
  });
  await bob.write(alice, "are you there?");
  await eventually(async () =>
    assert.deepEqual(await told.evaluate((notices) => notices.map(({ title, body }) => [title, body])), [
      ["Bob Okafor", "are you there?"],
    ]),
  );
  await told.evaluate(([notice]) => notice.click());
  await message(page, "are you there?").waitFor();
});

test("language and looks are chosen once and stay", async () => {
  const [alice] = await friends();
  const page = await signIn(alice);
  await page.goto(`${URL_OF_GATEWAY}/settings/appearance`);
  await page.getByText("中文", { exact: true }).click();
  await page.getByRole("heading", { name: "外观" }).waitFor();
  await page.getByText("深色", { exact: true }).click();
  await page.getByText("紧凑", { exact: true }).click();
  await page.reload();
  await page.getByRole("heading", { name: "外观" }).waitFor();
  await page.locator('html[data-theme="dark"][data-density="compact"][lang="zh-Hans"]').waitFor();
});

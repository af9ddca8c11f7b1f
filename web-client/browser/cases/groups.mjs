import assert from "node:assert/strict";
import { test } from "node:test";
import {
  eventually,
  message,
  openConversation,
  openMenu,
  settle,
  shoot,
  signIn,
  whole,
  write,
} from "../kit/browser.mjs";
import { friends, Person } from "../kit/rest.mjs";

test("a group is made, renamed, moderated, left and dissolved", async () => {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  const [owner, member] = await Promise.all([signIn(alice), signIn(bob)]);

  await owner.getByRole("button", { name: "New chat" }).click();
  await owner.getByRole("menuitem", { name: "New group" }).click();
  await owner.getByLabel("Name of the group").fill("Chamber orchestra");
  await owner.getByRole("option", { name: "Bob Okafor" }).click();
  await owner.getByRole("button", { name: "Create group" }).click();
  await owner.getByText("You created the group").waitFor();
  await write(owner, "Rehearsal on Saturday");
  await openConversation(member, "Chamber orchestra");
  await message(member, "Rehearsal on Saturday").waitFor();
  await write(member, "I will be there");
  await message(owner, "I will be there").waitFor();
  await settle(owner);
  await openMenu(whole(owner, "Rehearsal on Saturday").locator("[data-bubble]"));
  await owner.getByRole("menuitem", { name: "Who has read it" }).click();
  const readers = owner.getByRole("dialog", { name: "Who has read it" });
  await readers.getByText("Bob Okafor").waitFor();
  await readers.getByText("Read by 1 of 1").waitFor();
  await owner.keyboard.press("Escape");
  await readers.waitFor({ state: "detached" });

  await owner.getByRole("button", { name: "Details" }).click();
  await owner.getByRole("button", { name: "Edit group" }).click();
  await owner.getByLabel("Name of the group").fill("String quartet");
  await owner.getByRole("button", { name: "Save" }).click();
  await member.locator("main header").getByText("String quartet").waitFor();

  await act(owner, "Make admin");
  await member.getByText(/made you an admin/).waitFor();
  await act(owner, "Take admin role away");
  await act(owner, "Mute for 1 hour");
  await member.getByText(/You are muted in this group until/).waitFor();
  await act(owner, "End mute");
  await member.locator("textarea").waitFor();

  await owner.getByRole("button", { name: "Rules" }).click();
  await owner.getByRole("button", { name: /Who may write/ }).click();
  await owner.getByRole("option", { name: "Only admins" }).click();
  await owner.getByRole("button", { name: "Save" }).click();
  await member.getByText("Only admins can write in this group.").waitFor();

  await member.getByRole("button", { name: "Details" }).click();
  await member.getByRole("button", { name: "Leave group" }).click();
  await member.getByRole("dialog").getByRole("button", { name: "Leave group" }).click();
  await owner.getByText(/left$/).waitFor();

  await owner.getByRole("button", { name: "Add members" }).click();
  await owner.getByRole("dialog").getByRole("option", { name: "Bob Okafor" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
  await owner
    .getByText(/^You added/)
    .last()
    .waitFor();
  await act(owner, "Ban from group", true);
  await owner.getByText(/^You banned/).waitFor();
  await owner.getByRole("button", { name: "Dissolve group" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Dissolve group" }).click();
  await owner.getByText("This group was dissolved.").waitFor();
});

test("a channel is made, its owner writes and its readers read", async () => {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  const [owner, reader] = await Promise.all([signIn(alice), signIn(bob)]);

  await owner.getByRole("button", { name: "New chat" }).click();
  await owner.getByRole("menuitem", { name: "New group" }).click();
  await owner.getByLabel("Name of the group").fill("Concert news");
  await owner.getByRole("option", { name: "Bob Okafor" }).click();
  await owner.getByText(/^Channel: only admins write/).click();
  await owner.getByRole("button", { name: "Create group" }).click();
  await write(owner, "Tickets are out");
  await openConversation(reader, "Concert news");
  await message(reader, "Tickets are out").waitFor();
  await reader.locator("main header").getByText("Channel, 2 members").waitFor();
  await reader.getByText(/^This is a channel: you read/).waitFor();

  await reader.getByRole("button", { name: "Details" }).click();
  await reader.getByRole("button", { name: "Leave group" }).waitFor();
  await owner.getByRole("button", { name: "Details" }).click();
  await owner.getByRole("button", { name: "Actions for Bob Okafor" }).waitFor();
  await reader.getByRole("heading", { name: "Members" }).waitFor({ state: "detached" });
});

test("people come into a group by a link, at once or after an answer", async () => {
  const [alice, bob] = await friends("Alice Müller", "Bob Okafor");
  const group = await alice.group("Open choir", []);
  const [owner, guest] = await Promise.all([signIn(alice), signIn(bob)]);
  await openConversation(owner, "Open choir");
  await owner.getByRole("button", { name: "Details" }).click();

  await owner.getByRole("button", { name: "Rules" }).click();
  await owner.getByRole("button", { name: /Who comes with an invite link/ }).click();
  await owner.getByRole("option", { name: "Answers a question, and an admin decides" }).click();
  await owner.getByRole("textbox", { name: "Question" }).fill("What do you sing?");
  await owner.getByRole("button", { name: "Save" }).click();
  await owner.getByRole("button", { name: "Invite links" }).click();
  await owner.getByRole("button", { name: "Make a link" }).click();
  const link = await owner.getByRole("textbox", { name: "Invite link" }).inputValue();
  await owner.getByText("Used 0 times").waitFor();
  await owner.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();

  await join(guest, link);
  await guest.getByText("Open choir").waitFor();
  await guest.getByRole("textbox", { name: "What do you sing?" }).fill("Bass");
  await guest.getByRole("button", { name: "Ask to join" }).click();
  await guest.getByText("You have asked to join.").waitFor();
  const waiting = owner.getByRole("complementary").getByText("Bass", { exact: true });
  await waiting.waitFor();
  await owner.getByRole("button", { name: "Details, 1 asks to join" }).waitFor();
  await shoot(owner, "join-requests");
  await guest.getByRole("button", { name: "Withdraw the request" }).click();
  await waiting.waitFor({ state: "detached" });
  await guest.getByRole("button", { name: "Ask to join" }).click();
  await owner.getByRole("complementary").getByRole("button", { name: "Decline" }).click();
  await guest.getByText("Your request to join Open choir was declined.").first().waitFor();
  await waiting.waitFor({ state: "detached" });
  await eventually(async () => assert.equal(await owner.getByRole("button", { name: /asks to join/ }).count(), 0));
  await guest.getByRole("button", { name: "Ask to join" }).click();
  await guest.getByText("You have asked to join.").waitFor();
  await owner.getByRole("button", { name: "Let in" }).click();
  await guest.getByRole("dialog").getByText("You were let into Open choir.").waitFor();
  await guest.getByRole("dialog").getByRole("button", { name: "Join group" }).click();
  await write(guest, "Hello all");
  await message(owner, "Hello all").waitFor();

  const made = (await alice.call("GET", `/v1/conversations/${group}/invites`)).invites;
  await alice.call("DELETE", `/v1/conversations/${group}/invites/${made[0].id}`, undefined, "revocation");
  const carol = await Person.register("carol", "Carol Lindqvist");
  const late = await signIn(carol);
  await join(late, link);
  await late.getByText(/This invite link doesn't work/).waitFor();
});

async function join(page, link) {
  await page.getByRole("button", { name: "New chat" }).click();
  await page.getByRole("menuitem", { name: "Join group by link" }).click();
  await page.getByRole("textbox", { name: "Invite link" }).fill(link);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function act(page, name, isAsked = false) {
  await page.getByRole("button", { name: "Actions for Bob Okafor" }).click();
  await page.getByRole("menuitem", { name }).click();
  if (isAsked) {
    await page.getByRole("dialog").getByRole("button", { name }).click();
  }
}

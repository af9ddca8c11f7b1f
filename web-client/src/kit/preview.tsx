import "../design/base.css";
import { createRoot } from "react-dom/client";
import { App } from "../app/App";
import { ClientProvider } from "../client/ClientContext";
import { startTranslation } from "../i18n/i18n";
import { applyPreferences } from "../preferences/preferences";
import { FakeClient } from "./FakeClient";
import { FakeConversation } from "./FakeConversation";

// For looking at the interface without a server: `npm run dev`, then /preview.html
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR);

const client = new FakeClient([
  { id: "u-alice", name: "alice", displayName: "Alice Müller" },
  { id: "u-bob", name: "bob", displayName: "Bob Okafor", statusText: "Back at nine" },
  { id: "u-wang", name: "xiaoming", displayName: "王小明" },
  { id: "u-carol", name: "carol", displayName: "Carol Lindqvist" },
  { id: "u-dave", name: "dave" },
]);
client.online.add("u-bob").add("u-wang");
client.incoming.push({
  id: "r1",
  user: "u-dave",
  status: "pending",
  message: "Dave from the choir",
  requestedAt: ago(3),
  expiresAt: undefined,
});

const bob = client.direct("u-bob");
bob.say("u-bob", "Morning! Did the rehearsal plan reach you?", ago(26));
bob.say("u-alice", "It did, thanks. Saturday works for me.", ago(25.9), "read");
bob.say("u-bob", "Great. I booked the hall from four.", ago(1.2));
bob.say(
  "u-bob",
  "Bring the second violin part if you can, the copies here are hard to read: https://example.org/scores/42.",
  ago(1.19),
);
bob.say("u-alice", "Will do 🎻", ago(1.1), "read");
bob.say(
  "u-alice",
  "And I have asked Carol to join us for the last piece. She knows it by heart, so it should not take long to get it right.",
  ago(1.09),
  "read",
);
bob.say("u-alice", "See you then!", ago(0.1), "sent");
bob.markRead();
const wang = client.direct("u-wang");
wang.say("u-wang", "明天下午一起吃饭吗？", ago(2));
wang.say("u-wang", "我知道一家新开的面馆。", ago(1.9));
const group = client.hold(
  new FakeConversation({
    id: "g-choir",
    me: "u-alice",
    view: {
      title: "Chamber orchestra",
      description: "Rehearsals on Saturdays, four o'clock.",
      avatar: "",
      settings: {
        maySend: "everyone",
        mayInvite: "admins",
        mayEditInfo: "admins",
        mayPin: "admins",
        mayMentionAll: "admins",
        history: "from-join",
        slowModeSeconds: 0,
        joinPolicy: "approval",
        joinQuestion: "",
      },
      memberCount: 4,
      role: "owner",
      mutedUntil: undefined,
      joinedSeq: 1,
      leftSeq: 0,
      dissolved: false,
      announcement: undefined,
    },
    members: [
      { user: "u-alice", role: "owner", joinedSeq: 1, mutedUntil: undefined },
      { user: "u-bob", role: "admin", joinedSeq: 1, mutedUntil: undefined },
      { user: "u-wang", role: "member", joinedSeq: 1, mutedUntil: undefined },
      { user: "u-carol", role: "member", joinedSeq: 2, mutedUntil: new Date(Date.now() + HOUR) },
    ],
  }),
);
const settings = group.snapshot.group?.settings;
if (settings) {
  group.happen(
    "u-alice",
    { kind: "created", info: { title: "Chamber orchestra", description: "", avatar: "" }, settings, members: [] },
    ago(50),
  );
}
group.happen("u-alice", { kind: "members-added", users: ["u-bob", "u-wang"] }, ago(50));
group.say("u-carol", "Hello everyone, happy to be here!", ago(5));
group.say("u-bob", "Welcome Carol!", ago(4.9));
group.say("u-bob", "We start with the Dvořák.", ago(4.89));
group.say("u-alice", "Scores are in the shared folder.", ago(4), "sent");
group.markRead();
group.say("u-carol", "Thank you!", ago(0.3));
const CHANGES = { seq: 1, editCount: 0, editedAt: undefined, deletion: undefined, reactions: [], pinned: false };
const BLOB = {
  id: undefined,
  url: "https://files.example.org/1",
  mediaType: "application/pdf",
  sizeBytes: 2_345_678,
  fileName: "Dvořák, string quartet no. 12.pdf",
};
group.say(
  "u-bob",
  {
    content: {
      kind: "file",
      blob: BLOB,
      caption: "The parts, see page 3",
      spans: [{ offset: 15, length: 6, style: "bold" }],
    },
    changes: {
      ...CHANGES,
      pinned: true,
      reactions: [
        { reaction: "👍", count: 3, mine: true },
        { reaction: "🎻", count: 1, mine: false },
      ],
    },
  },
  ago(0.25),
);
group.say(
  "u-wang",
  {
    content: {
      kind: "text",
      text: "@Alice Müller could you print bars 12–40?",
      spans: [{ offset: 0, length: 13, style: "mention", user: "u-alice" }],
    },
    replyTo: { seq: 8, sender: "u-bob", kind: "file", text: "The parts, see page 3" },
  },
  ago(0.24),
);
group.say("u-carol", { content: { kind: "deleted" } }, ago(0.23));
group.say(
  "u-alice",
  {
    content: { kind: "text", text: "Yes, tomorrow.", spans: [] },
    replyTo: { seq: 9, sender: "u-wang", kind: "text", text: "@Alice Müller could you print bars 12–40?" },
    changes: { ...CHANGES, editCount: 1, editedAt: ago(0.1), reactions: [{ reaction: "🎉", count: 2, mine: false }] },
    pendingChanges: [{ kind: "pinned" }],
  },
  ago(0.2),
);
group.say(
  "u-carol",
  {
    content: {
      kind: "location",
      latitude: 48.137,
      longitude: 11.575,
      accuracyMetres: 0,
      name: "Marienplatz",
      address: "München",
    },
    forwardedFrom: { sender: "u-bob", sentAt: ago(5) },
  },
  ago(0.19),
);
group.reading = { readers: ["u-bob", "u-wang"], addressedCount: 3, deliveredCount: 3 };
group.earlier.set(11, [
  { seq: 11, since: ago(0.2), content: { kind: "text", text: "Yes, todya.", spans: [] } },
  { seq: 12, since: ago(0.1), content: { kind: "text", text: "Yes, tomorrow.", spans: [] } },
]);
group.waiting = [{ user: "u-dave", askedAt: ago(1), answer: "I sing bass." }];
const dave = client.direct("u-dave");
dave.say("u-alice", "Are you coming?", ago(80), "failed");

applyPreferences();
await startTranslation();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <ClientProvider client={client}>
      <App />
    </ClientProvider>,
  );
}

import "../design/base.css";
import { createRoot } from "react-dom/client";
import { App } from "../app/App";
import { ClientProvider } from "../client/ClientContext";
import { startTranslation } from "../i18n/i18n";
import { applyPreferences } from "../preferences/preferences";
import { FakeClient } from "./FakeClient";
import { LongConversation } from "./LongConversation";

// A conversation of 100,000 messages without a server, for measuring how it scrolls: `npm run dev`, then /long.html
const COUNT = 100_000;

const client = new FakeClient([
  { id: "u-alice", name: "alice", displayName: "Alice Müller" },
  { id: "u-bob", name: "bob", displayName: "Bob Okafor" },
]);
const conversation = new LongConversation("u-alice", "u-bob", COUNT);
client.hold(conversation);
conversation.markRead();

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
// how many are loaded cannot be seen in the document
Object.assign(globalThis, { loadedCount: () => conversation.timeline.items.length });

import "./design/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { loadShell, loadShellAfterPaint } from "./app/loadShell";
import { allowEmptyMarkup } from "./app/trustedTypes";
import { installWorker } from "./app/worker";
import { ClientProvider } from "./client/ClientContext";
import { browserClient } from "./client/createClient";
import { restorePeople } from "./client/people";
import { startTranslation } from "./i18n/i18n";
import { applyPreferences } from "./preferences/preferences";

allowEmptyMarkup();
applyPreferences();
restorePeople();
const client = browserClient();
const [session] = await Promise.all([client.restore(), startTranslation()]);
if (session) {
  loadShell();
  client.connect().catch(() => undefined);
} else {
  // while they type their password
  loadShellAfterPaint();
}
const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no #root");
}
createRoot(root).render(
  <StrictMode>
    <ClientProvider client={client}>
      <App />
    </ClientProvider>
  </StrictMode>,
);
installWorker();

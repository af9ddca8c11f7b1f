// The web client in a real browser against a real cluster: `node browser/suite.mjs`. Environment:
//   WARBLER_URL       a gateway
//   WARBLER_CA        its certificate; NODE_EXTRA_CA_CERTS has to name it, too
//   WARBLER_SHOTS     a folder for screenshots; ./screenshots when absent
//   WARBLER_ALL       1: every case, view, theme and language; else those that `./warbler test` runs
//   WARBLER_CHROMIUM  the browser; /usr/bin/chromium when absent
// A case that needs the gateway killed or started writes "@kill" or "@start" on a line of its own and reads "done" on
// standard input when it is so.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { closeWindows, complaints, start, stop } from "./kit/browser.mjs";
import { ALL } from "./kit/environment.mjs";
import { hangUp } from "./kit/gateway.mjs";

before(start);
afterEach(closeWindows);
after(async () => {
  await stop();
  hangUp();
});

await import("./cases/first-steps.mjs");
await import("./cases/groups.mjs");
await import("./cases/losses.mjs");
await import("./cases/messages.mjs");
await import("./cases/reading.mjs");
if (ALL) {
  await import("./cases/long.mjs");
}
await import("./cases/hostile-texts.mjs");
await import("./cases/inbox.mjs");
await import("./cases/people.mjs");
await import("./cases/looks.mjs");

test("no page complained: no error, no dialog, nothing that its policy refused", () => {
  assert.deepEqual(complaints, []);
});

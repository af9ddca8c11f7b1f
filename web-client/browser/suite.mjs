// The web client in a real browser against a real cluster: `node browser/suite.mjs [FILE...]`, where FILE is one of
// `cases/`, such as `groups`; all when none is named. Environment:
//   WARBLER_URL       a gateway
//   WARBLER_CA        its certificate; NODE_EXTRA_CA_CERTS has to name it, too
//   WARBLER_SHOTS     a folder for screenshots; ./screenshots when absent
//   WARBLER_ALL       1: every case, view, theme and language; else those that `./warbler test` runs
//   WARBLER_CHROMIUM  the browser; /usr/bin/chromium when absent
// A case that needs the gateway killed or started writes "@kill" or "@start" on a line of its own and reads "done" on
// standard input when it is so.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { closeWindows, complaints, start, stop } from "./kit/browser.mjs";
import { ALL } from "./kit/environment.mjs";
import { hangUp } from "./kit/gateway.mjs";

/** Nothing in it is for the time before a push. */
const LONG = "long";

const files = readdirSync(new URL("./cases", import.meta.url)).map((name) => name.replace(/\.mjs$/, ""));
const named = process.argv.slice(2);
for (const name of named.filter((it) => !files.includes(it))) {
  throw new Error(`${name}: no such file of cases (expected: ${files.join(", ")})`);
}

before(start);
afterEach(closeWindows);
after(async () => {
  await stop();
  hangUp();
});

for (const name of named.length > 0 ? named : files.filter((it) => ALL || it !== LONG)) {
  await import(`./cases/${name}.mjs`);
}

test("no page complained: no error, no dialog, nothing that its policy refused", () => {
  assert.deepEqual(complaints, []);
});

import { mkdirSync } from "node:fs";
import { resolve } from "node:path";

function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name}: not set (expected: see browser/suite.mjs)`);
  }
  return value;
}

export const URL_OF_GATEWAY = required("WARBLER_URL").replace(/\/$/, "");
export const CERTIFICATE = required("WARBLER_CA");
/** Everything is wanted, not only what a change has to pass before it is pushed. */
export const ALL = process.env.WARBLER_ALL === "1";
export const SHOTS = resolve(process.env.WARBLER_SHOTS ?? "screenshots");
export const CHROMIUM = process.env.WARBLER_CHROMIUM ?? "/usr/bin/chromium";

mkdirSync(SHOTS, { recursive: true });

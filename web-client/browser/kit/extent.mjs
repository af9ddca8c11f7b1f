import { test } from "node:test";
import { ALL } from "./environment.mjs";

/** A case that only `./warbler test --all` runs: another one before a push goes nearly the same way. */
export function testWithAll(name, run) {
  if (ALL) {
    test(name, run);
  }
}

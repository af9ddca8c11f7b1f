import { createInterface } from "node:readline";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Asks whoever started the suite for something, and waits until it is done. */
async function ask(request) {
  process.stdout.write(`@${request}\n`);
  const { value, done } = await lines.next();
  if (done || value !== "done") {
    throw new Error(`${request}: ${value ?? "nobody answers"} (expected: done)`);
  }
}

export const killGateway = () => ask("kill");
export const startGateway = () => ask("start");
/** Lets the suite end. */
export const hangUp = () => process.stdin.destroy();

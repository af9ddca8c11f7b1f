// Builds the web client for Maven: `node build.mjs FOLDER`. Needs only Node and npm; does nothing when nothing changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = [20, 19];
const here = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const sdk = resolve(here, "../sdk/typescript");
const proto = resolve(here, "../common-proto/src/main/proto");
const out = resolve(process.argv[2] ?? join(here, "dist"));

requireNode();
const stamp = join(here, "target/built");
const digest = `${digestOf([here, sdk, proto])} ${out}`;
if (existsSync(join(out, "index.html")) && existsSync(stamp) && readFileSync(stamp, "utf8") === digest) {
  process.exit(0);
}
rmSync(stamp, { force: true });
install(here);
generateFrames();
mkdirSync(dirname(out), { recursive: true });
run(here, "npm", ["run", "--silent", "build", "--", "--logLevel", "warn"], { WARBLER_WEB_OUT: out });
// the gateway serves the page at these paths
copyFileSync(join(here, "src/app/routes.json"), join(out, "routes.json"));
mkdirSync(dirname(stamp), { recursive: true });
writeFileSync(stamp, digest);

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    fail(`node: ${process.versions.node} (expected: ${OLDEST_NODE.join(".")} or newer)`);
  }
}

/** `npm ci`, unless it was done with the same lock file before. */
function install(folder) {
  const lock = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  const installed = join(folder, "node_modules/.lock-digest");
  if (existsSync(installed) && readFileSync(installed, "utf8") === lock) {
    return;
  }
  run(folder, "npm", ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--silent"]);
  writeFileSync(installed, lock);
}

/** The SDK's types of the protocol's frames; Maven has made them before, by hand they are made here. */
function generateFrames() {
  if (existsSync(join(sdk, "src/generated"))) {
    return;
  }
  run(sdk, "buf", ["generate"], { PATH: `${join(here, "node_modules/.bin")}${delimiter}${process.env.PATH}` });
}

function run(folder, program, args, environment = {}) {
  const { status, error } = spawnSync(program, args, {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...environment },
  });
  if (error) {
    fail(`${program}: ${error.message} (expected: on the PATH)`);
  }
  if (status !== 0) {
    fail(`${[program, ...args].join(" ")} in ${folder} ended with ${status}`);
  }
}

function fail(reason) {
  console.error(`web-client: ${reason}`);
  process.exit(1);
}

/** Changes whenever a source file does. */
function digestOf(folders) {
  const hash = createHash("sha256");
  for (const file of folders.flatMap(sourcesIn).sort()) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function sourcesIn(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (["node_modules", "dist", "target", "generated", "coverage", "browser"].includes(name)) {
      return [];
    }
    return statSync(path).isDirectory() ? sourcesIn(path) : [path];
  });
}

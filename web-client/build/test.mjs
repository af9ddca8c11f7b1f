// Checks format and habits, then runs the unit and component tests, for Maven.
import { spawnSync } from "node:child_process";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const cwd = resolve(dirname(fileURLToPath(import.meta.url)), "..");
for (const script of ["check", "test"]) {
  const { status } = spawnSync("npm", ["run", "--silent", script], { cwd, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) {
    process.exit(1);
  }
}

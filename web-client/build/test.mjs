// Checks format and habits, then runs the unit and component tests, for Maven.
import { spawnSync } from "node:child_process";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const cwd = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const report = "target/surefire-reports/TEST-web-client.xml";

run("check", "--", "--error-on-warnings");
run("test", "--", "--reporter=dot", "--reporter=junit", `--outputFile.junit=${report}`);

function run(...script) {
  const { status } = spawnSync("npm", ["run", "--silent", ...script], { cwd, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) {
    process.exit(1);
  }
}

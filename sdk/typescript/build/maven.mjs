// What Maven runs: node build/maven.mjs build|test|lint
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19];

const here = dirname(dirname(fileURLToPath(import.meta.url)));

const STEPS = {
  build: () => {
    const stamp = join(here, 'target', 'built');
    const digest = digestOfSources();
    const made = [stamp, join(here, 'dist'), join(here, 'src', 'generated')];
    if (made.every((path) => existsSync(path)) && readFileSync(stamp, 'utf8') === digest) {
      return;
    }
    install();
    npm('run', '--silent', 'build');
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, digest);
  },
  test: () => {
    const report = join('target', 'surefire-reports', 'TEST-sdk-typescript.xml');
    npm('test', '--silent', '--', '--reporter=default', '--reporter=junit', `--outputFile.junit=${report}`);
  },
  lint: () => {
    npm('run', '--silent', 'typecheck');
    npm('run', '--silent', 'lint');
  },
};

checkNode();
const step = STEPS[process.argv[2]];
if (step === undefined) {
  die(`step: ${process.argv[2]} (expected: one of ${Object.keys(STEPS).join(', ')})`);
}
step();

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    die(`node ${process.versions.node} (expected: ${OLDEST_NODE.join('.')} or newer on the PATH)`);
  }
}

/** Installs what the lock file names, unless that has been done. Nothing that is installed may run scripts. */
function install() {
  const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');
  const installed = join(here, 'node_modules', '.installed-lock.json');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
    npm('ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error');
    writeFileSync(installed, lock);
  }
}

/** Changes whenever something does that the build reads; what it makes itself is left out. */
function digestOfSources() {
  const proto = join(here, '..', '..', 'common-proto', 'src', 'main', 'proto');
  const hash = createHash('sha256');
  for (const file of [
    ...filesIn(join(here, 'src')),
    ...filesIn(join(here, 'build')),
    ...filesIn(proto),
    ...settings(),
  ]) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('generated'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** `package.json`, `tsconfig.build.json` and what else lies beside them. */
function settings() {
  return readdirSync(here)
    .filter((name) => /\.(json|ts|yaml)$/.test(name))
    .map((name) => join(here, name))
    .sort();
}

function npm(...args) {
  const { status, error } = spawnSync('npm', args, {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined) {
    die(`npm cannot be run: ${error.message} (expected: npm 10 or newer on the PATH)`);
  }
  if (status !== 0) {
    die(`npm ${args.join(' ')} failed; what went wrong is above`);
  }
}

function die(reason) {
  console.error(`sdk/typescript: ${reason}`);
  process.exit(1);
}

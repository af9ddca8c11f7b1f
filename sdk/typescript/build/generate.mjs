// Generates src/generated with the `buf` and `protoc-gen-es` on the PATH (npm run generate; other builds of this
// repository may run it, too). A file is replaced in one step and only if it changed, so builds that run at the same
// time never read half of one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const generated = join(here, 'src', 'generated');

mkdirSync(join(here, 'target'), { recursive: true });
const fresh = mkdtempSync(join(here, 'target', 'generated-'));
try {
  const { status, error } = spawnSync('buf', ['generate', '--output', fresh], {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined || status !== 0) {
    console.error(`sdk/typescript: buf generate failed${error === undefined ? '' : `: ${error.message}`}`);
    process.exitCode = 1;
  } else {
    replace(join(fresh, 'src', 'generated'));
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

function replace(from) {
  const files = filesIn(from);
  for (const file of files) {
    const target = join(generated, file);
    if (!existsSync(target) || readFileSync(target, 'utf8') !== readFileSync(join(from, file), 'utf8')) {
      mkdirSync(dirname(target), { recursive: true });
      renameSync(join(from, file), target);
    }
  }
  for (const file of existsSync(generated) ? filesIn(generated) : []) {
    if (!files.includes(file)) {
      rmSync(join(generated, file));
    }
  }
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

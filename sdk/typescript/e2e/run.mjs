// Runs the end-to-end tests against the server at WARBLER_URL. WARBLER_CA: the file of its certificate; Node reads trusted
// certificates only when it starts, hence a process of its own.
import { spawnSync } from 'node:child_process';

const { WARBLER_URL = 'https://localhost:8443', WARBLER_CA } = process.env;
const env = { ...process.env, WARBLER_URL, ...(WARBLER_CA ? { NODE_EXTRA_CA_CERTS: WARBLER_CA } : {}) };
const args = ['run', '--config', 'vitest.e2e.config.ts', ...process.argv.slice(2)];
const { status } = spawnSync('vitest', args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
process.exit(status ?? 1);

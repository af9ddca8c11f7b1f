import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import type { ClientOptions, SocketOpener, WarblerClient } from '../src/api.js';
import { createClient } from '../src/index.js';
import { nodeSocket } from '../src/node.js';

/** The server under test, from the environment. */
export const URL = required('WARBLER_URL');

const PASSWORD = `e2e ${randomBytes(12).toString('hex')}`;
const open: WarblerClient[] = [];

/** A client that nobody has logged in with. */
export function unopened(options: Partial<ClientOptions> = {}): WarblerClient {
  const client = createClient({
    url: URL,
    openSocket: nodeSocket(),
    device: { platform: 'e2e', name: 'End-to-end test' },
    onFault: (fault) => {
      faults.push(fault);
    },
    ...options,
  });
  open.push(client);
  return client;
}

/** A client of the user of this name, logged in. */
export async function login(name: string, options: Partial<ClientOptions> = {}): Promise<WarblerClient> {
  const client = unopened(options);
  await client.account.login({ name, password: PASSWORD });
  return client;
}

/** Registers a user with a name that nobody has. */
export async function register(prefix: string): Promise<string> {
  const name = `${prefix}.${randomBytes(5).toString('hex')}`;
  await createClient({ url: URL }).account.register({ name, password: PASSWORD });
  return name;
}

/** Makes two users friends. */
export async function befriend(one: WarblerClient, other: WarblerClient): Promise<void> {
  const request = await one.friends.request(userOf(other));
  await other.friends.accept(request.id);
}

export function userOf(client: WarblerClient): string {
  const user = client.session?.user;
  if (user === undefined) {
    throw new Error('client (expected: logged in)');
  }
  return user;
}

/** What the clients reported beside their results; has to stay empty. */
export const faults: unknown[] = [];

export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((client) => client.close()));
}

/** Waits until something holds; the bound is for failures only. */
export async function eventually(condition: () => boolean, what: string, boundMs = 30_000): Promise<void> {
  const end = Date.now() + boundMs;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error(`not within ${boundMs} ms: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(
      `${name} is not set (expected: WARBLER_URL, for example https://localhost:8443, and NODE_EXTRA_CA_CERTS, the ` +
        'certificate of that server; npm run e2e takes WARBLER_CA for it)',
    );
  }
  return value;
}

/** Opens sockets that break without a word after some frames, as networks do; the first ones soon, later ones later. */
export function breakingSockets(): { readonly open: SocketOpener; readonly broken: () => number } {
  const opener = nodeSocket();
  let broken = 0;
  const open: SocketOpener = (url, subprotocol) => {
    const socket = opener(url, subprotocol);
    let frames = 30 + 20 * broken;
    if (socket instanceof WebSocket) {
      socket.on('message', () => {
        if (--frames === 0) {
          broken++;
          socket.terminate();
        }
      });
    }
    return socket;
  };
  return { open, broken: () => broken };
}

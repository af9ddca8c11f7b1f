import { WebSocket } from 'ws';
import type { SocketOpener } from './api.js';

/**
 * Opens sockets with `ws`, for Node 20, which has no WebSocket of its own.
 *
 * @param options `ca`: certificates (PEM) to trust beside none other; the machine's when absent. `fetch` has no such
 *   option: give certificates to both with the environment variable `NODE_EXTRA_CA_CERTS`.
 */
export function nodeSocket(options: { readonly ca?: string } = {}): SocketOpener {
  return (url, subprotocol) => new WebSocket(url, subprotocol, { ...options, perMessageDeflate: false });
}

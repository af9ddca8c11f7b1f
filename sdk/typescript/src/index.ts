/**
 * `@warbler/sdk`: a client for Warbler.
 *
 * @packageDocumentation
 */
import type { ClientOptions, WarblerClient } from './api.js';
import { Client } from './client/client.js';
import { STANDARD_TUNING } from './tuning.js';

export type * from './api.js';
export { fallbackOf } from './content.js';
export { WarblerError } from './errors.js';
export { directConversationId } from './ids.js';
export { MemoryStore } from './store/memory-store.js';
export type * from './store/store.js';

/** Creates a client; nothing is sent before `restore`, `connect` or a method of `account` is called. */
export function createClient(options: ClientOptions): WarblerClient {
  return new Client(options, STANDARD_TUNING);
}

/**
 * `@warbler/sdk`: a client for Warbler.
 *
 * @packageDocumentation
 */
import type { ClientOptions, WarblerClient } from './api.js';
import type { Store } from './store/store.js';

export type * from './api.js';
export type * from './store/store.js';

/** Creates a client; nothing is sent before `restore`, `connect` or a method of `account` is called. */
export declare function createClient(options: ClientOptions): WarblerClient;
/** A store that ends with the process. */
export declare class MemoryStore {
  constructor();
}
export declare interface MemoryStore extends Store {}

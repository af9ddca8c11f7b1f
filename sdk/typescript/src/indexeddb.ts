/**
 * `@warbler/sdk/indexeddb`: a store for browsers.
 *
 * @packageDocumentation
 */
export { IndexedDbStore, type IndexedDbStoreOptions } from './store/indexeddb-store.js';

import type { Store } from './store/store.js';

/** A store in the browser's IndexedDB that tabs share. */
export declare class IndexedDbStore {
  /** @param options `name` tells several users of one browser apart. */
  constructor(options?: { readonly name?: string });
}
export declare interface IndexedDbStore extends Store {}

import type { SocketOpener } from './api.js';

/** Opens sockets with `ws`, for Node 20; `ca`: certificates (PEM) to trust. */
export declare function nodeSocket(options?: { readonly ca?: string }): SocketOpener;

/**
 * The public API of attachments: the application keeps their bytes, the server what is said about them.
 *
 * @module
 */
import type { SendOptions } from './message.js';

/** Bytes that are to be attached, in whatever form the application's {@link Uploader} takes them: a file, an array, a path. */
export interface Upload {
  readonly data: unknown;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly fileName: string;
  /** Whoever waits gives up. */
  readonly signal?: AbortSignal;
  /** Called as it goes on. */
  readonly onProgress?: (sentBytes: number) => void;
}

/** Puts bytes where readers can get them, and tells where: an `https` address, or an id of an attachment store. */
export type Uploader = (upload: Upload) => Promise<{ readonly url: string } | { readonly id: string }>;

/** What an attachment may carry. */
export type AttachOptions = Pick<SendOptions, 'replyTo'>;

/** Codes whose cause may pass, beside all of status 429 and 5xx. */
const PASSING = new Set([
  'NO_ANSWER',
  'OUTCOME_UNKNOWN',
  'UNAVAILABLE',
  'RATE_LIMITED',
  'TOO_MANY_PENDING',
  'INTERNAL',
]);

/** What went wrong, with a stable code. */
export class WarblerError extends Error {
  override readonly name = 'WarblerError';
  /**
   * A code of docs/protocol.md, or one of the client's own: `NO_ANSWER` (no network, or the server is silent; nothing is
   * known), `NOT_LOGGED_IN`, `CLIENT_CLOSED`, `CLIENT_REFUSED` (the server does not want this client unchanged),
   * `OUTBOX_FULL`, `STORE_FAILED`.
   */
  readonly code: string;
  /** The HTTP status; undefined when there was none. */
  readonly status: number | undefined;
  /** The same may be tried after this many milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: string,
    detail: string,
    more: { readonly status?: number; readonly retryAfterMs?: number; readonly cause?: unknown } = {},
  ) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.status = more.status;
    this.retryAfterMs = more.retryAfterMs;
  }

  /** Whether the same request may succeed later. */
  get mayPass(): boolean {
    return PASSING.has(this.code) || this.status === 429 || (this.status ?? 0) >= 500;
  }
}

/** The client was closed, or the user of the conversation logged out. */
export function clientClosed(): WarblerError {
  return new WarblerError('CLIENT_CLOSED', 'the client is closed, or its user has left (expected: an open client)');
}

/** Nothing is known about what became of a request. */
export function noAnswer(what: string, cause?: unknown): WarblerError {
  return new WarblerError('NO_ANSWER', what, { cause });
}

/** The store does not take what it is to keep, so what was let go cannot be read from it. */
export function storeFailed(): WarblerError {
  return new WarblerError('STORE_FAILED', 'this device cannot keep messages (expected: a store that can be written)');
}

/** The application has not told where bytes go. */
export function uploadMissing(): WarblerError {
  return new WarblerError('UPLOAD_MISSING', 'there is nowhere to upload to (expected: ClientOptions.upload)');
}

/** Nobody is logged in. */
export function notLoggedIn(): WarblerError {
  return new WarblerError('NOT_LOGGED_IN', 'nobody is logged in (expected: login or restore first)');
}

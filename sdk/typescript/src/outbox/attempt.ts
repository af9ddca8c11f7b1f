import { category } from '../wire/frames.js';
import { type Error as ErrorFrame, ErrorCode } from '../wire/generated.js';

/**
 * What an unsuccessful attempt at a send means.
 *
 * - `refused`: the number is used up, the send is refused for ever
 * - `out-of-order`: an earlier number is missing at the server, go back
 * - `again`: nothing was consumed, the same again later
 * - `unknown`: it may be in the log or not, the same again
 * - `hopeless`: nothing was consumed, and the same again would end the same way
 */
export type Attempt = 'refused' | 'out-of-order' | 'again' | 'unknown' | 'hopeless';

const FORBIDDEN = new Set([ErrorCode.DIRECT_NOT_ALLOWED, ErrorCode.GROUP_FORBIDDEN, ErrorCode.MEMBER_MUTED]);

export function judge(error: ErrorFrame): Attempt {
  if (error.final) {
    return 'refused';
  }
  if (error.code === ErrorCode.SEND_OUT_OF_ORDER) {
    return 'out-of-order';
  }
  if (error.code === ErrorCode.OUTCOME_UNKNOWN || error.code === ErrorCode.INTERNAL || !(error.code in ErrorCode)) {
    return 'unknown';
  }
  return category(error.code) === 1 || FORBIDDEN.has(error.code) ? 'hopeless' : 'again';
}

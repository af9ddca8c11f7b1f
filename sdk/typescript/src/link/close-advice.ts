import { CloseCode } from '../generated/warbler/client/v1/errors_pb.js';

/**
 * What a close code tells a client to do: come back with a new ticket, see whether the session still lives, or stay away
 * because coming back unchanged would end the same way.
 */
export type CloseAdvice = 'reconnect' | 'check-session' | 'give-up';

const SESSION_REVOKED: number = CloseCode.CLOSE_SESSION_REVOKED;
const BROKEN_CLIENT = new Set<number>([
  CloseCode.CLOSE_PROTOCOL_ERROR,
  1003,
  CloseCode.CLOSE_INVALID_UTF8,
  1008,
  CloseCode.CLOSE_TOO_BIG,
  1010,
]);

export function closeAdvice(code: number): CloseAdvice {
  if (code === SESSION_REVOKED) {
    return 'check-session';
  }
  return BROKEN_CLIENT.has(code) || (code >= 4200 && code < 4300) ? 'give-up' : 'reconnect';
}

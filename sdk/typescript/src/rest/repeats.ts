import { WarblerError } from '../errors.js';

const MOST_ATTEMPTS = 5;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;
const WITHOUT_VERDICT = new Set(['NO_ANSWER', 'OUTCOME_UNKNOWN', 'UNAVAILABLE', 'AUTH_REVOCATION_PENDING']);

/** Repeats a request that is safe to repeat until there is a verdict, a few times; then rejects with the last failure. */
export async function untilVerdict<T>(request: () => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof WarblerError) || attempt === MOST_ATTEMPTS || !WITHOUT_VERDICT.has(error.code)) {
      throw error;
    }
    const own = FIRST_PAUSE * 2 ** attempt * (0.5 + Math.random() / 2);
    await new Promise((resolve) => setTimeout(resolve, Math.min(error.retryAfterMs ?? own, LONGEST_PAUSE)));
    return untilVerdict(request, attempt + 1);
  }
}

/**
 * Exponential back-off with full jitter: a delay drawn between zero and a ceiling that doubles with each attempt, so that
 * clients which lost the same server do not come back together.
 */
export class Backoff {
  constructor(
    /** The ceiling of the first delay, ms. */
    private readonly first: number,
    /** The highest ceiling, ms. */
    private readonly most: number,
  ) {
    if (!(first > 0 && most >= first)) {
      throw new RangeError(`back-off: ${first} to ${most} (expected: 0 < first <= most)`);
    }
  }

  /** The highest delay before the given attempt, counted from 0. */
  ceiling(attempt: number): number {
    return Math.min(this.most, this.first * 2 ** Math.min(attempt, 30));
  }

  /** A delay before the given attempt. */
  delay(attempt: number): number {
    return Math.random() * this.ceiling(attempt);
  }
}

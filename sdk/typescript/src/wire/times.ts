/** Milliseconds since the Unix epoch. */
export function toTime(ms: bigint): Date {
  return new Date(Number(ms));
}

/** The same where 0 stands for none. */
export function timeOrNone(ms: bigint): Date | undefined {
  return ms === 0n ? undefined : toTime(ms);
}

import { Backoff } from './link/backoff.js';

/** Every time and bound that the client chooses by itself, in milliseconds where nothing else is said. */
export interface Tuning {
  /** Between two attempts to connect. */
  readonly reconnect: Backoff;
  /** After a failed send, reading or marking. */
  readonly quick: Backoff;
  /** For an answer of the REST API. */
  readonly restTimeout: number;
  /** For `welcome`, from the opening of the socket on. */
  readonly loginTimeout: number;
  /** For the verdict on a send; the server answers within 15 s. */
  readonly sendTimeout: number;
  /** For all other answers. */
  readonly askTimeout: number;
  /** For a sign of life after {@link WarblerClient.wake}. */
  readonly wakeTimeout: number;
  /** A connection that lives so long sets the back-off back. */
  readonly stableAfter: number;
  /** An access token is renewed when it has less than this left. */
  readonly renewBefore: number;
  /** A missing live frame may still come within this time. */
  readonly gapPatience: number;
  /** Markers of a moment become one. */
  readonly coalesceMarks: number;
  /** Of one conversation, between two words of what was delivered. */
  readonly betweenDeliveredMarks: number;
  /** What was delivered in a group is said after a random part of this time. */
  readonly spreadGroupMarks: number;
  /** A draft is saved when the user pauses so long. */
  readonly coalesceDrafts: number;
  /** Changes of a moment are written together. */
  readonly saveAfter: number;
}

/** What is right outside of tests. */
export const STANDARD_TUNING: Tuning = {
  reconnect: new Backoff(1_000, 30_000),
  quick: new Backoff(100, 2_000),
  restTimeout: 20_000,
  loginTimeout: 10_000,
  sendTimeout: 20_000,
  askTimeout: 10_000,
  wakeTimeout: 4_000,
  stableAfter: 10_000,
  renewBefore: 30_000,
  gapPatience: 400,
  coalesceMarks: 200,
  betweenDeliveredMarks: 10_000,
  spreadGroupMarks: 2_000,
  coalesceDrafts: 1_000,
  saveAfter: 200,
};

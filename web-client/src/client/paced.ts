/** Something that is done again and again, never twice at once. */
export interface Paced {
  /** Does it at once, or when what is going on is over and a pause has passed; however often it is wanted until then, once. */
  readonly want: () => void;
  readonly end: () => void;
}

/** Does something as often as it is wanted, but with a pause between. */
export function paced(act: () => Promise<unknown>, pauseMs: number): Paced {
  let isBusy = false;
  let isWanted = false;
  let hasEnded = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const rest = () => {
    if (!hasEnded) {
      pause = setTimeout(() => {
        isBusy = false;
        if (isWanted) {
          want();
        }
      }, pauseMs);
    }
  };
  const want = () => {
    isWanted = isBusy;
    if (!isBusy && !hasEnded) {
      isBusy = true;
      act().then(rest, rest);
    }
  };
  return {
    want,
    end: () => {
      hasEnded = true;
      clearTimeout(pause);
    },
  };
}

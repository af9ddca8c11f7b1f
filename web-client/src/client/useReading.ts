import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../i18n/errors";

export interface Reading<T> {
  /** What was read last; undefined: nothing yet. */
  readonly value: T | undefined;
  readonly error: string | undefined;
  readonly again: () => void;
}

/** Something that the server tells in one piece; begun anew when `read` is another. */
export function useReading<T>(read: () => Promise<T>): Reading<T> {
  const { t } = useTranslation();
  const [value, setValue] = useState<T>();
  const [error, setError] = useState<string>();
  const asked = useRef(0);
  const again = useCallback(() => {
    const number = ++asked.current;
    const ifLast =
      <V>(tell: (value: V) => void) =>
      (told: V) =>
        asked.current === number && tell(told);
    setError(undefined);
    read().then(
      ifLast<T>(setValue),
      ifLast<unknown>((failure) => setError(errorText(t, failure))),
    );
  }, [read, t]);
  useEffect(() => {
    setValue(undefined);
    again();
    return () => {
      asked.current++;
    };
  }, [again]);
  return { value, error, again };
}

import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../i18n/errors";
import { useClient } from "./ClientContext";
import { type Paced, paced } from "./paced";

export interface Reading<T> {
  /** What was read last; undefined: nothing yet. */
  readonly value: T | undefined;
  readonly error: string | undefined;
  readonly again: () => void;
}

/** Much comes at once: a receipt of every member. */
const PAUSE_MS = 1_000;

/** Something that the server tells in one piece; begun anew when `read` is another, and with every new connection. */
export function useReading<T>(read: () => Promise<T>): Reading<T> {
  const client = useClient();
  const { t } = useTranslation();
  const [value, setValue] = useState<T>();
  const [error, setError] = useState<string>();
  const reading = useRef<Paced>(undefined);
  useEffect(() => {
    let hasEnded = false;
    const ifWanted =
      <V>(tell: (value: V) => void) =>
      (told: V) =>
        hasEnded || tell(told);
    const paces = paced(() => {
      setError(undefined);
      return read().then(
        ifWanted<T>(setValue),
        ifWanted<unknown>((failure) => setError(errorText(t, failure))),
      );
    }, PAUSE_MS);
    reading.current = paces;
    setValue(undefined);
    paces.want();
    const end = client.on("connection", ({ status }) => status === "online" && paces.want());
    return () => {
      hasEnded = true;
      paces.end();
      end();
    };
  }, [client, read, t]);
  const again = useCallback(() => reading.current?.want(), []);
  return { value, error, again };
}

import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../i18n/errors";

/** Something that takes a while and may fail: whether it runs, and what to tell when it failed. */
export interface Action {
  readonly busy: boolean;
  readonly error: string | undefined;
  /** Runs it; resolves with whether it succeeded, never rejects. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

export function useAction(): Action {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const run = useCallback(
    async (work: () => Promise<unknown>) => {
      setBusy(true);
      setError(undefined);
      try {
        await work();
        return true;
      } catch (failure) {
        setError(errorText(t, failure));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [t],
  );
  return { busy, error, run };
}

import { useEffect, useState } from "react";

const LONGEST_TIMER_MS = 2_147_483_647;

/** The present time, told anew when a moment has come. */
export function useNow(moment: Date | undefined): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const left = (moment?.getTime() ?? 0) - Date.now();
    if (left <= 0) {
      return;
    }
    const timer = setTimeout(() => setNow(Date.now()), Math.min(left + 50, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  }, [moment]);
  return now;
}

import type { Presence, UserId, WarblerClient } from "@warbler/sdk";
import { useEffect, useState } from "react";
import { useClient } from "./ClientContext";

const AWAY_AFTER_MS = 5 * 60_000;
const SIGNS_OF_LIFE = ["pointerdown", "keydown", "wheel", "focus"] as const;

/** The presence of a user, watched for as long as it is shown; of nobody when the id is undefined. */
export function usePresence(user: UserId | undefined): Presence | undefined {
  const client = useClient();
  const [presence, setPresence] = useState<Presence>();
  useEffect(() => {
    setPresence(undefined);
    return user === undefined ? undefined : client.presence.watch([user], setPresence);
  }, [client, user]);
  return presence;
}

/**
 * Tells the server when nobody sits here any more, and tries the connection at once when network or screen come back.
 *
 * @returns ends it
 */
export function keepPresence(client: WarblerClient): () => void {
  let away: ReturnType<typeof setTimeout> | undefined;
  let isAway = false;
  const say = (value: boolean) => {
    if (isAway !== value) {
      isAway = value;
      client.presence.setAway(value);
    }
  };
  const alive = () => {
    clearTimeout(away);
    away = setTimeout(() => say(true), AWAY_AFTER_MS);
    say(false);
  };
  const wake = () => {
    if (document.visibilityState === "visible") {
      client.wake();
      alive();
    }
  };
  for (const sign of SIGNS_OF_LIFE) {
    addEventListener(sign, alive, { passive: true });
  }
  addEventListener("online", wake);
  // a socket may seem open for long after the network went
  addEventListener("offline", wake);
  document.addEventListener("visibilitychange", wake);
  alive();
  return () => {
    clearTimeout(away);
    for (const sign of SIGNS_OF_LIFE) {
      removeEventListener(sign, alive);
    }
    removeEventListener("online", wake);
    removeEventListener("offline", wake);
    document.removeEventListener("visibilitychange", wake);
  };
}

import type { ConnectionState } from "@warbler/sdk";
import { CloudOff, LoaderCircle, RefreshCw } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useClient, useConnection } from "../client/ClientContext";
import { Button } from "../ui/Button";
import css from "./ConnectionPill.module.css";
import { useUpdate } from "./worker";

/** Losses shorter than this are not worth a word. */
const PATIENCE_MS = 1_200;

/** Says when there is no connection, without moving anything else. */
export function ConnectionPill() {
  const connection = useConnection();
  const hasNetwork = useNetwork();
  const isPatient = usePatience(connection) && hasNetwork;
  const update = useUpdate((state) => state.apply);
  const { t } = useTranslation();
  return (
    <div className={css.place} role="status">
      {!isPatient && <Trouble connection={connection} />}
      {isPatient && update && (
        <div className={css.pill} data-tone="quiet">
          <span>{t("connection.update")}</span>
          <Button look="quiet" onPress={update}>
            {t("connection.reload")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Trouble({ connection }: { readonly connection: ConnectionState }) {
  const client = useClient();
  const { t } = useTranslation();
  const hasNetwork = useNetwork();
  const seconds = useSecondsUntil(connection.status === "waiting" ? connection.retryAt : undefined);
  if (connection.status === "ended") {
    return (
      <div className={css.pill} data-tone="warn">
        <CloudOff size={16} aria-hidden />
        <span>{t("connection.ended")}</span>
        <Button look="quiet" onPress={() => location.reload()}>
          {t("connection.reload")}
        </Button>
      </div>
    );
  }
  if (!hasNetwork || connection.status === "idle") {
    return (
      <div className={css.pill} data-tone="warn">
        <CloudOff size={16} aria-hidden />
        <span>{t("connection.offline")}</span>
      </div>
    );
  }
  if (connection.status === "waiting") {
    return (
      <div className={css.pill} data-tone="warn">
        <CloudOff size={16} aria-hidden />
        <span>
          {t("connection.lost")} <span aria-hidden>{seconds > 0 && t("connection.retryIn", { seconds })}</span>
        </span>
        <Button look="quiet" icon={RefreshCw} onPress={() => client.wake()}>
          {t("connection.retry")}
        </Button>
      </div>
    );
  }
  return (
    <div className={css.pill} data-tone="quiet">
      <LoaderCircle size={16} aria-hidden className={css.spinner} />
      <span>{t("connection.connecting")}</span>
    </div>
  );
}

/** False once the connection has been away for longer than anybody should wait without a word. */
function usePatience(connection: ConnectionState): boolean {
  const isAway = connection.status !== "online";
  const [isPatient, setPatient] = useState(true);
  useEffect(() => {
    if (!isAway) {
      setPatient(true);
      return;
    }
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isAway]);
  return isPatient;
}

function useNetwork(): boolean {
  return useSyncExternalStore(
    (changed) => {
      addEventListener("online", changed);
      addEventListener("offline", changed);
      return () => {
        removeEventListener("online", changed);
        removeEventListener("offline", changed);
      };
    },
    () => navigator.onLine,
  );
}

function useSecondsUntil(moment: Date | undefined): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!moment) {
      return;
    }
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [moment]);
  return moment ? Math.max(0, Math.ceil((moment.getTime() - now) / 1000)) : 0;
}

import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useClient } from "../client/ClientContext";
import { usePreferences } from "../preferences/preferences";
import { showNotice } from "./notices";
import { addressOf } from "./place";
import { watchForNotices } from "./watchForNotices";

/** Lets the system tell what comes while nobody looks, if the user wants that on this device. */
export function useNotices(): void {
  const client = useClient();
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const isWanted = usePreferences((preferences) => preferences.notifies);
  const tellsWords = usePreferences((preferences) => preferences.noticesTellWords);
  useEffect(() => {
    if (!isWanted) {
      return;
    }
    return watchForNotices(client, { t, tellsWords }, (notice) =>
      showNotice(notice, () => navigate(addressOf.conversation(notice.conversation.id))),
    );
  }, [client, t, navigate, isWanted, tellsWords]);
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askForNotices, noticePermission } from "../app/notices";
import { prefer, usePreferences } from "../preferences/preferences";
import { Switch } from "../ui/Field";
import { Notice } from "../ui/Notice";
import css from "./SettingsPage.module.css";

/** What this device tells while nobody looks at the page. */
export function NotificationSettings() {
  const { t } = useTranslation();
  const { notifies, noticesTellWords } = usePreferences();
  const [permission, setPermission] = useState(noticePermission);
  const isOn = notifies && permission === "granted";
  const change = async (isWanted: boolean) => {
    const isAllowed = isWanted && (await askForNotices());
    setPermission(noticePermission());
    prefer({ notifies: isAllowed });
  };
  return (
    <>
      <p className={css.quiet}>{t("notice.text")}</p>
      {permission === "missing" ? (
        <Notice tone="quiet">{t("notice.missing")}</Notice>
      ) : (
        <>
          <Switch isSelected={isOn} onChange={change}>
            {t("notice.on")}
          </Switch>
          {permission === "denied" && <Notice tone="danger">{t("notice.denied")}</Notice>}
          <Switch isSelected={noticesTellWords} onChange={(tells) => prefer({ noticesTellWords: tells })}>
            {t("notice.words")}
          </Switch>
        </>
      )}
    </>
  );
}

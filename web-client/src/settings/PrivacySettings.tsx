import { Link } from "react-aria-components/Link";
import { useTranslation } from "react-i18next";
import { addressOf } from "../app/place";
import { prefer, usePreferences } from "../preferences/preferences";
import { Switch } from "../ui/Field";
import css from "./SettingsPage.module.css";

/** What others learn of the user, and what the user can do about it. */
export function PrivacySettings() {
  const { t } = useTranslation();
  const tellsTyping = usePreferences((preferences) => preferences.tellsTyping);
  return (
    <>
      <Switch isSelected={tellsTyping} onChange={(tells) => prefer({ tellsTyping: tells })}>
        {t("privacy.typing")}
      </Switch>
      <ul className={css.facts}>
        <li>{t("privacy.presence")}</li>
        <li>{t("privacy.read")}</li>
        <li>{t("privacy.profile")}</li>
        <li>{t("privacy.loading")}</li>
      </ul>
      <p>
        <Link href={addressOf.friends("blocked")} className={css.link ?? ""}>
          {t("privacy.blocked")}
        </Link>
      </p>
    </>
  );
}

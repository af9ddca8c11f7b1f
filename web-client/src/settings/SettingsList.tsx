import { Bell, EyeOff, KeyRound, MonitorSmartphone, Palette, UserRound } from "lucide-react";
import { Link } from "react-aria-components/Link";
import { useTranslation } from "react-i18next";
import { addressOf, SETTINGS_SECTIONS, type SettingsSection } from "../app/place";
import { PaneHeader } from "../ui/Pane";
import css from "./SettingsList.module.css";

const ICONS = {
  profile: UserRound,
  appearance: Palette,
  notifications: Bell,
  privacy: EyeOff,
  devices: MonitorSmartphone,
  account: KeyRound,
};

/** The parts of the settings. */
export default function SettingsList({ current }: { readonly current: SettingsSection | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      <PaneHeader title={t("settings.title")} />
      <nav aria-label={t("settings.title")} className={css.sections}>
        {SETTINGS_SECTIONS.map((section) => {
          const Icon = ICONS[section];
          return (
            <Link
              key={section}
              href={addressOf.settings(section)}
              className={css.section ?? ""}
              {...(section === (current ?? "profile") ? { "aria-current": "page" as const } : {})}
            >
              <Icon size={20} aria-hidden />
              {t(`settings.section.${section}`)}
            </Link>
          );
        })}
      </nav>
    </>
  );
}

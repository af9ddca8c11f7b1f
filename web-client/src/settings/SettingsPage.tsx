import { useTranslation } from "react-i18next";
import type { SettingsSection } from "../app/place";
import { BackButton, PaneHeader } from "../ui/Pane";
import { AccountSettings } from "./AccountSettings";
import { AppearanceSettings } from "./AppearanceSettings";
import { DeviceSettings } from "./DeviceSettings";
import { NotificationSettings } from "./NotificationSettings";
import { PrivacySettings } from "./PrivacySettings";
import { ProfileSettings } from "./ProfileSettings";
import css from "./SettingsPage.module.css";

const CONTENT = {
  profile: ProfileSettings,
  appearance: AppearanceSettings,
  notifications: NotificationSettings,
  privacy: PrivacySettings,
  devices: DeviceSettings,
  account: AccountSettings,
};

/** One part of the settings. */
export default function SettingsPage({ section }: { readonly section: SettingsSection }) {
  const { t } = useTranslation();
  const Content = CONTENT[section];
  return (
    <>
      <div className={css.bar}>
        <BackButton to="/settings" />
        <PaneHeader title={t(`settings.section.${section}`)} />
      </div>
      <div className={css.content}>
        <div className={css.column}>
          <Content />
        </div>
      </div>
    </>
  );
}

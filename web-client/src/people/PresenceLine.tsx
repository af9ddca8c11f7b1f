import type { Presence } from "@warbler/sdk";
import { useTranslation } from "react-i18next";
import { useFormats } from "../i18n/formats";

/** Says in words whether somebody is there; nothing while that is not known. */
export function PresenceLine({ presence }: { readonly presence: Presence | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  switch (presence?.state) {
    case "online":
      return <>{t("presence.online")}</>;
    case "away":
      return <>{t("presence.away")}</>;
    case "offline":
      return presence.lastSeenAt
        ? t("presence.lastSeen", { time: formats.moment(presence.lastSeenAt) })
        : t("presence.offline");
    default:
      return null;
  }
}

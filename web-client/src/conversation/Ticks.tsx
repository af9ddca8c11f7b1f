import type { MessageStatus } from "@warbler/sdk";
import { Check, CheckCheck, CircleAlert, Clock3 } from "lucide-react";
import { useTranslation } from "react-i18next";
import css from "./Ticks.module.css";

/** How far a message of the user has come. Each sign is what the server confirmed, never a guess. */
export function Ticks({ status }: { readonly status: MessageStatus }) {
  const { t } = useTranslation();
  switch (status) {
    case "received":
      return null;
    case "sending":
      return <Clock3 size={13} className={css.tick} data-status={status} aria-label={t("tick.sending")} role="img" />;
    case "sent":
      return <Check size={15} className={css.tick} data-status={status} aria-label={t("tick.sent")} role="img" />;
    case "delivered":
      return (
        <CheckCheck size={15} className={css.tick} data-status={status} aria-label={t("tick.delivered")} role="img" />
      );
    case "read":
      return <CheckCheck size={15} className={css.tick} data-status={status} aria-label={t("tick.read")} role="img" />;
    case "failed":
      return (
        <CircleAlert size={14} className={css.tick} data-status={status} aria-label={t("tick.failed")} role="img" />
      );
  }
}

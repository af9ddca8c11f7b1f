import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../client/ClientContext";
import { codeText } from "../i18n/errors";
import { toast } from "../ui/toast";

/** Tells why a change of a message was refused, wherever the user is by then. */
export function useChangeFailures(): void {
  const client = useClient();
  const { t } = useTranslation();
  useEffect(() => client.on("changeFailed", ({ code }) => toast(codeText(t, code))), [client, t]);
}

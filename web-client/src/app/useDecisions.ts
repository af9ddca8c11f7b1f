import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../client/ClientContext";
import { watchDecisions } from "../client/joinRequests";
import { toast } from "../ui/toast";

/** Tells in passing what became of the user's requests to join groups. */
export function useDecisions(): void {
  const client = useClient();
  const { t } = useTranslation();
  useEffect(
    () =>
      watchDecisions(client, ({ state, group, title: asked }) => {
        const title = asked ?? client.conversations.get(group)?.snapshot.group?.title ?? t("group.untitled");
        toast(t(state === "approved" ? "invite.letIn" : "invite.declined", { title }));
      }),
    [client, t],
  );
}

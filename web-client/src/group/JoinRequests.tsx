import type { Conversation, JoinRequest } from "@warbler/sdk";
import { useTranslation } from "react-i18next";
import { useJoinRequests } from "../client/joinRequests";
import { nameOf, useUser } from "../client/people";
import { errorText } from "../i18n/errors";
import { Avatar } from "../people/Avatar";
import { Button } from "../ui/Button";
import { toast } from "../ui/toast";
import css from "./JoinRequests.module.css";

/** Who waits to be let into a group; nothing while nobody does. */
export function JoinRequests({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const requests = useJoinRequests(conversation);
  if (requests.length === 0) {
    return null;
  }
  return (
    <section>
      <h3 className={css.heading}>{t("invite.requests")}</h3>
      <ul className={css.requests}>
        {requests.map((request) => (
          <Request key={request.user} request={request} conversation={conversation} />
        ))}
      </ul>
    </section>
  );
}

interface RequestProps {
  readonly request: JoinRequest;
  readonly conversation: Conversation;
}

function Request({ request: { user, answer }, conversation: { group } }: RequestProps) {
  const { t } = useTranslation();
  const name = nameOf(useUser(user));
  const attempt = (work: Promise<void> | undefined) => {
    work?.catch((failure) => toast(errorText(t, failure)));
  };
  return (
    <li className={css.request}>
      <Avatar id={user} name={name} size="s" />
      <span className={css.words}>
        <bdi className={css.name}>{name}</bdi>
        {answer !== "" && (
          <span className={css.answer} dir="auto">
            {answer}
          </span>
        )}
      </span>
      <span className={css.choices}>
        <Button look="quiet" onPress={() => attempt(group?.decline(user))}>
          {t("invite.decline")}
        </Button>
        <Button onPress={() => attempt(group?.approve(user))}>{t("invite.approve")}</Button>
      </span>
    </li>
  );
}

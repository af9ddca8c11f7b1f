import type { User } from "@warbler/sdk";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, useMe } from "../client/ClientContext";
import { learn, nameOf, useUser } from "../client/people";
import { Avatar } from "../people/Avatar";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { toast } from "../ui/toast";
import { useAction } from "../ui/useAction";
import css from "./SettingsPage.module.css";

const DISPLAY_NAME_LENGTH = 64;
const STATUS_LENGTH = 140;

/** How others see the user. */
export function ProfileSettings() {
  const client = useClient();
  const me = useMe();
  const user = useUser(me);
  useEffect(() => {
    client.account.profile().then(
      (profile) => learn([profile]),
      // what is known stands
      () => undefined,
    );
  }, [client]);
  return user ? <Form key={user.displayName} user={user} /> : null;
}

function Form({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const client = useClient();
  const action = useAction();
  const [displayName, setDisplayName] = useState(user.displayName ?? "");
  const [statusText, setStatusText] = useState(user.statusText ?? "");
  const save = (event: FormEvent) => {
    event.preventDefault();
    action.run(async () => {
      learn([await client.account.updateProfile({ displayName: displayName.trim(), statusText: statusText.trim() })]);
      toast(t("settings.saved"));
    });
  };
  return (
    <form className={css.form} onSubmit={save}>
      <div className={css.head}>
        <Avatar id={user.id} name={displayName.trim() || user.name} size="l" />
        <div className={css.words}>
          <h2>
            <bdi>{nameOf(user)}</bdi>
          </h2>
          <p className={css.quiet}>@{user.name}</p>
        </div>
      </div>
      <TextField
        label={t("settings.displayName")}
        hint={t("settings.displayNameHint")}
        value={displayName}
        onChange={setDisplayName}
        maxLength={DISPLAY_NAME_LENGTH}
        autoComplete="name"
      />
      <TextField
        label={t("settings.statusText")}
        value={statusText}
        onChange={setStatusText}
        maxLength={STATUS_LENGTH}
        autoComplete="off"
      />
      {action.error && <Notice tone="danger">{action.error}</Notice>}
      <div className={css.end}>
        <Button type="submit" look="primary" busy={action.busy}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}

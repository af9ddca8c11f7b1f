import { type FormEvent, useState } from "react";
import { Link } from "react-aria-components/Link";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useClient } from "../client/ClientContext";
import { codeOf } from "../i18n/errors";
import { LANGUAGES, prefer, usePreferences } from "../preferences/preferences";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { TextField } from "../ui/TextField";
import { useAction } from "../ui/useAction";
import css from "./Entrance.module.css";
import { useEnd } from "./end";

const NAME = /^[a-z0-9_.-]{3,32}$/;
const PASSWORD_LENGTH = 8;
const LANGUAGE_NAMES = { en: "English", zh: "中文" } as const;

/** Signing in, and signing up, which signs in at once. */
export function Entrance() {
  const [path] = useLocation();
  const isNew = path === "/sign-up";
  const { t } = useTranslation();
  const hasEnded = useEnd((end) => end.wasForced);
  return (
    <main className={css.entrance}>
      <div className={css.card}>
        <img src="/icon.svg" alt="" width={56} height={56} className={css.mark} />
        <h1 className={css.title}>{isNew ? t("entrance.signUpTitle") : t("entrance.signInTitle")}</h1>
        <p className={css.lead}>{t("entrance.lead")}</p>
        {hasEnded && <Notice tone="warn">{t("entrance.ended")}</Notice>}
        <CredentialsForm key={path} isNew={isNew} />
        <p className={css.other}>
          {isNew ? t("entrance.haveAccount") : t("entrance.noAccount")}{" "}
          <Link href={isNew ? "/" : "/sign-up"} className={css.link ?? ""}>
            {isNew ? t("entrance.signIn") : t("entrance.signUp")}
          </Link>
        </p>
      </div>
      <LanguageChoice />
    </main>
  );
}

function CredentialsForm({ isNew }: { readonly isNew: boolean }) {
  const { t } = useTranslation();
  const client = useClient();
  const [, navigate] = useLocation();
  const action = useAction();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [isTried, setTried] = useState(false);
  const [isDisabled, setDisabled] = useState(false);

  const credentials = { name: name.trim().toLowerCase(), password };
  const nameError = isNew && isTried && !NAME.test(credentials.name) ? t("entrance.nameRule") : undefined;
  const passwordError = isNew && isTried && password.length < PASSWORD_LENGTH ? t("entrance.passwordRule") : undefined;
  const isAcceptable = isNew
    ? NAME.test(credentials.name) && password.length >= PASSWORD_LENGTH
    : name !== "" && password !== "";

  const enter = async () => {
    if (isNew) {
      await client.account.register(credentials);
    }
    try {
      await client.account.login({ ...credentials, enable: isDisabled });
    } catch (failure) {
      setDisabled(codeOf(failure) === "AUTH_USER_DISABLED");
      throw failure;
    }
    client.connect().catch(() => undefined);
    if (isNew) {
      navigate("/friends", { replace: true });
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isAcceptable) {
      action.run(enter);
    }
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextField
        label={t("entrance.name")}
        value={name}
        onChange={setName}
        hint={isNew ? t("entrance.nameRule") : undefined}
        error={nameError}
        autoComplete="username"
        spellCheck="false"
        isRequired
        autoFocus
      />
      <TextField
        label={t("entrance.password")}
        type="password"
        value={password}
        onChange={setPassword}
        hint={isNew ? t("entrance.passwordRule") : undefined}
        error={passwordError}
        autoComplete={isNew ? "new-password" : "current-password"}
        isRequired
      />
      {action.error && <Notice tone="danger">{action.error}</Notice>}
      <Button type="submit" look="primary" wide busy={action.busy}>
        {isNew ? t("entrance.signUp") : isDisabled ? t("entrance.enable") : t("entrance.signIn")}
      </Button>
    </form>
  );
}

function LanguageChoice() {
  const language = usePreferences((preferences) => preferences.language);
  const { t } = useTranslation();
  return (
    <fieldset className={css.languages}>
      <legend className="visually-hidden">{t("settings.language")}</legend>
      {LANGUAGES.map((one) => (
        <Button key={one} look="quiet" aria-pressed={one === language} onPress={() => prefer({ language: one })}>
          <span lang={one}>{LANGUAGE_NAMES[one]}</span>
        </Button>
      ))}
    </fieldset>
  );
}

import { LogOut } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useClient } from "../client/ClientContext";
import { useFormats } from "../i18n/formats";
import { Button } from "../ui/Button";
import { Dialog, DialogActions, DialogBody } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { toast } from "../ui/toast";
import { useAction } from "../ui/useAction";
import css from "./SettingsPage.module.css";

const PASSWORD_LENGTH = 8;

/** Password, signing out, and leaving for good. */
export function AccountSettings() {
  const { t } = useTranslation();
  const client = useClient();
  const [, navigate] = useLocation();
  const signOut = useAction();
  const [isLeaving, setLeaving] = useState<"disable" | "delete">();
  const leave = () =>
    signOut.run(async () => {
      await client.account.logout();
      navigate("/", { replace: true });
    });
  return (
    <>
      <PasswordForm />
      <section className={css.group}>
        <h2 className={css.heading}>{t("account.signOut")}</h2>
        <p className={css.quiet}>{t("account.signOutText")}</p>
        {signOut.error && <Notice tone="danger">{signOut.error}</Notice>}
        <div className={css.end}>
          <Button icon={LogOut} busy={signOut.busy} onPress={leave}>
            {t("account.signOut")}
          </Button>
        </div>
      </section>
      <section className={css.group}>
        <h2 className={css.heading}>{t("account.leaving")}</h2>
        <p className={css.quiet}>{t("account.leavingText")}</p>
        <div className={css.end}>
          <Button look="danger" onPress={() => setLeaving("disable")}>
            {t("account.disable")}
          </Button>
          <Button look="danger" onPress={() => setLeaving("delete")}>
            {t("account.delete")}
          </Button>
        </div>
      </section>
      {isLeaving && <LeavingDialog kind={isLeaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

function PasswordForm() {
  const { t } = useTranslation();
  const client = useClient();
  const action = useAction();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = (event: FormEvent) => {
    event.preventDefault();
    action.run(async () => {
      await client.account.changePassword(current, next);
      setCurrent("");
      setNext("");
      toast(t("account.passwordChanged"));
    });
  };
  const isShort = next !== "" && next.length < PASSWORD_LENGTH;
  return (
    <form className={css.form} onSubmit={change}>
      <h2 className={css.heading}>{t("account.password")}</h2>
      <TextField
        label={t("account.currentPassword")}
        type="password"
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
      />
      <TextField
        label={t("account.newPassword")}
        type="password"
        value={next}
        onChange={setNext}
        hint={t("account.newPasswordHint")}
        error={isShort ? t("entrance.passwordRule") : undefined}
        autoComplete="new-password"
      />
      {action.error && <Notice tone="danger">{action.error}</Notice>}
      <div className={css.end}>
        <Button type="submit" busy={action.busy} isDisabled={current === "" || next.length < PASSWORD_LENGTH}>
          {t("account.changePassword")}
        </Button>
      </div>
    </form>
  );
}

function LeavingDialog({ kind, onClose }: { readonly kind: "disable" | "delete"; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useClient();
  const action = useAction();
  const [password, setPassword] = useState("");
  const act = () =>
    action.run(async () => {
      if (kind === "disable") {
        await client.account.disable(password);
        return;
      }
      const due = await client.account.requestDeletion(password);
      toast(t("account.deletionDue", { date: formats.day(due) }));
    });
  const title = kind === "disable" ? t("account.disable") : t("account.delete");
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <DialogBody>
        <p>{kind === "disable" ? t("account.disableText") : t("account.deleteText")}</p>
        <TextField
          label={t("account.currentPassword")}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          autoFocus
        />
        {action.error && <Notice tone="danger">{action.error}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button look="danger" busy={action.busy} isDisabled={password === ""} onPress={act}>
          {title}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

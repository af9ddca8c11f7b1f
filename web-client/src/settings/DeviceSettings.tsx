import type { LiveSession } from "@warbler/sdk";
import { MonitorSmartphone, SquareTerminal } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../client/ClientContext";
import { errorText } from "../i18n/errors";
import { useFormats } from "../i18n/formats";
import { Button } from "../ui/Button";
import { ConfirmDialog, Dialog, DialogActions, DialogBody, type Question } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import { Menu } from "../ui/Menu";
import { Notice } from "../ui/Notice";
import { useAction } from "../ui/useAction";
import css from "./SettingsPage.module.css";

const DEVICE_NAME_LENGTH = 64;

/** Where the user is logged in; each session can be ended from here. */
export function DeviceSettings() {
  const { t } = useTranslation();
  const client = useClient();
  const { sessions, error, reload } = useSessions();
  const [question, setQuestion] = useState<Question>();
  const [renamed, setRenamed] = useState<LiveSession>();
  const end = (title: string, text: string, act: () => Promise<void>) =>
    setQuestion({ title, text, confirm: title, isDanger: true, act: () => act().then(reload) });
  return (
    <>
      <p className={css.quiet}>{t("devices.text")}</p>
      {error && <Notice tone="danger">{error}</Notice>}
      <ul>
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            onRename={() => setRenamed(session)}
            onEnd={() =>
              end(t("devices.end"), t("devices.endText", { name: session.device.name }), () =>
                client.account.revokeSession(session.id),
              )
            }
          />
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className={css.end}>
          <Button
            look="danger"
            onPress={() =>
              end(t("devices.endOthers"), t("devices.endOthersText"), () => client.account.revokeOtherSessions())
            }
          >
            {t("devices.endOthers")}
          </Button>
        </div>
      )}
      <ConfirmDialog question={question} onClose={() => setQuestion(undefined)} />
      {renamed && (
        <RenameDialog
          session={renamed}
          onClose={() => {
            setRenamed(undefined);
            reload();
          }}
        />
      )}
    </>
  );
}

function useSessions() {
  const { t } = useTranslation();
  const client = useClient();
  const [sessions, setSessions] = useState<readonly LiveSession[]>([]);
  const [error, setError] = useState<string>();
  const reload = useCallback(() => {
    setError(undefined);
    client.account.sessions().then(setSessions, (failure) => setError(errorText(t, failure)));
  }, [client, t]);
  useEffect(reload, [reload]);
  return { sessions, error, reload };
}

interface SessionRowProps {
  readonly session: LiveSession;
  readonly onRename: () => void;
  readonly onEnd: () => void;
}

function SessionRow({ session, onRename, onEnd }: SessionRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { device, current, lastUsedAt } = session;
  // how the server calls a device that did not say its name
  const name = device.name === "unknown" ? t("devices.unnamed") : device.name;
  const Icon = device.platform === "web" ? MonitorSmartphone : SquareTerminal;
  const rename = { id: "rename", text: t("devices.rename"), act: onRename };
  const end = { id: "end", text: t("devices.end"), isDanger: true, act: onEnd };
  return (
    <li className={css.session}>
      <Icon size={22} aria-hidden />
      <div className={css.words}>
        <bdi>{name}</bdi>
        <p className={css.quiet}>
          {current ? t("devices.this") : t("devices.lastUsed", { time: formats.moment(lastUsedAt) })}
        </p>
      </div>
      <Menu label={t("devices.actionsFor", { name })} actions={current ? [rename] : [rename, end]} />
    </li>
  );
}

function RenameDialog({ session, onClose }: { readonly session: LiveSession; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const action = useAction();
  const [name, setName] = useState(session.device.name);
  const save = () =>
    action.run(async () => {
      await client.account.renameDevice(session.device.id, name.trim());
      onClose();
    });
  return (
    <Dialog title={t("devices.rename")} isOpen onClose={onClose}>
      <DialogBody>
        <TextField label={t("devices.name")} value={name} onChange={setName} maxLength={DEVICE_NAME_LENGTH} autoFocus />
        {action.error && <Notice tone="danger">{action.error}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button look="primary" busy={action.busy} isDisabled={name.trim() === ""} onPress={save}>
          {t("common.save")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

import type { Conversation, Invite } from "@warbler/sdk";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../i18n/formats";
import { Button } from "../ui/Button";
import { Dialog, DialogActions, DialogBody } from "../ui/Dialog";
import { Select, TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { type Action, useAction } from "../ui/useAction";
import css from "./InvitesDialog.module.css";

/** How long a link is good, in hours; 0: for ever. */
const TIMES = ["0", "24", "168"] as const;
/** How many may come by it; 0: any number. */
const USES = ["0", "1", "10", "100"] as const;
const HOUR_MS = 3_600_000;

interface InvitesDialogProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Makes, shows and revokes the links by which people come into a group. */
export function InvitesDialog({ conversation, onClose }: InvitesDialogProps) {
  const { t } = useTranslation();
  const { group } = conversation;
  const [time, setTime] = useState<(typeof TIMES)[number]>("0");
  const [uses, setUses] = useState<(typeof USES)[number]>("0");
  const [link, setLink] = useState<string>();
  const action = useAction();
  const { invites, reload } = useInvites(conversation, action);
  const make = () =>
    action.run(async () => {
      const made = await group?.invite({
        ...(time !== "0" && { expiresAt: new Date(Date.now() + Number(time) * HOUR_MS) }),
        maxUses: Number(uses),
      });
      setLink(made?.link);
      await reload();
    });
  const revoke = (id: number) =>
    action.run(async () => {
      await group?.revokeInvite(id);
      setLink(undefined);
      await reload();
    });
  return (
    <Dialog title={t("invite.title")} isOpen onClose={onClose}>
      <DialogBody>
        <Select
          label={t("invite.time")}
          value={time}
          options={TIMES.map((id) => ({
            id,
            text: id === "0" ? t("invite.forEver") : t("invite.hours", { count: Number(id) }),
          }))}
          onChange={setTime}
        />
        <Select
          label={t("invite.uses")}
          value={uses}
          options={USES.map((id) => ({
            id,
            text: id === "0" ? t("invite.anyNumber") : t("invite.people", { count: Number(id) }),
          }))}
          onChange={setUses}
        />
        {link !== undefined && <TextField label={t("invite.link")} hint={t("invite.once")} value={link} isReadOnly />}
        <Made invites={invites} busy={action.busy} onRevoke={revoke} />
        {action.error && <Notice tone="danger">{action.error}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{t("common.close")}</Button>
        <Button look="primary" busy={action.busy} onPress={make}>
          {t("invite.make")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function useInvites(conversation: Conversation, { run }: Action) {
  const [invites, setInvites] = useState<readonly Invite[]>([]);
  const reload = useCallback(async () => setInvites((await conversation.group?.invites()) ?? []), [conversation]);
  useEffect(() => {
    void run(reload);
  }, [run, reload]);
  return { invites, reload };
}

interface MadeProps {
  readonly invites: readonly Invite[];
  readonly busy: boolean;
  readonly onRevoke: (id: number) => void;
}

function Made({ invites, busy, onRevoke }: MadeProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <ul className={css.invites}>
      {invites.map(({ id, expiresAt, maxUses, uses }) => (
        <li key={id} className={css.invite}>
          <span className={css.words}>
            <span>{expiresAt ? t("invite.until", { time: formats.moment(expiresAt) }) : t("invite.forEver")}</span>
            <span className={css.quiet}>
              {maxUses === 0 ? t("invite.used", { count: uses }) : t("invite.usedOf", { count: uses, most: maxUses })}
            </span>
          </span>
          <Button look="quiet" busy={busy} onPress={() => onRevoke(id)}>
            {t("invite.revoke")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

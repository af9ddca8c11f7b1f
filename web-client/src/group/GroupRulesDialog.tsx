import type { Conversation, GroupSettings, GroupView } from "@warbler/sdk";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";
import { Dialog, DialogActions, DialogBody } from "../ui/Dialog";
import { Select, TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { useAction } from "../ui/useAction";

/** Rules that say to whom something is open. */
const OPEN_TO = ["maySend", "mayInvite", "mayEditInfo", "mayPin", "mayMentionAll"] as const;

/** What becomes of who comes with an invite link. */
const POLICIES = ["open", "approval", "question", "closed"] as const;
const QUESTION_LENGTH = 200;

const SLOW_MODES = [0, 10, 30, 60, 300, 900, 3_600];

interface GroupRulesDialogProps {
  readonly conversation: Conversation;
  readonly view: GroupView;
  readonly onClose: () => void;
}

/** Changes who may do what in a group. */
export function GroupRulesDialog({ conversation, view, onClose }: GroupRulesDialogProps) {
  const { t } = useTranslation();
  const [settings, setSettings] = useState<GroupSettings>(view.settings);
  const action = useAction();
  const change = (part: Partial<GroupSettings>) => setSettings({ ...settings, ...part });
  const audiences = [
    { id: "everyone" as const, text: t("rules.everyone") },
    { id: "admins" as const, text: t("rules.admins") },
  ];
  const slowModes = [...new Set([...SLOW_MODES, view.settings.slowModeSeconds])].sort((one, other) => one - other);
  const save = () =>
    action.run(async () => {
      if (JSON.stringify(settings) !== JSON.stringify(view.settings)) {
        await conversation.group?.updateSettings(settings);
      }
      onClose();
    });
  return (
    <Dialog title={t("group.rules")} isOpen onClose={onClose}>
      <DialogBody>
        {(conversation.isChannel ? [] : OPEN_TO).map((rule) => (
          <Select
            key={rule}
            label={t(`rules.${rule}`)}
            value={settings[rule]}
            options={audiences}
            onChange={(audience) => change({ [rule]: audience })}
          />
        ))}
        <Select
          label={t("rules.history")}
          value={settings.history}
          options={[
            { id: "from-join", text: t("rules.fromJoin") },
            { id: "from-start", text: t("rules.fromStart") },
          ]}
          onChange={(history) => change({ history })}
        />
        {!conversation.isChannel && (
          <Select
            label={t("rules.slowMode")}
            value={String(settings.slowModeSeconds)}
            options={slowModes.map((seconds) => ({
              id: String(seconds),
              text: seconds === 0 ? t("rules.slowModeOff") : t("rules.seconds", { count: seconds }),
            }))}
            onChange={(seconds) => change({ slowModeSeconds: Number(seconds) })}
          />
        )}
        <Select
          label={t("rules.joinPolicy")}
          value={settings.joinPolicy}
          options={POLICIES.map((policy) => ({ id: policy, text: t(`rules.join.${policy}`) }))}
          onChange={(joinPolicy) => change({ joinPolicy })}
        />
        {settings.joinPolicy === "question" && (
          <TextField
            label={t("rules.joinQuestion")}
            value={settings.joinQuestion}
            onChange={(joinQuestion) => change({ joinQuestion })}
            maxLength={QUESTION_LENGTH}
            isRequired
          />
        )}
        {action.error && <Notice tone="danger">{action.error}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button look="primary" busy={action.busy} onPress={save}>
          {t("common.save")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { addressOf } from "../app/place";
import { useClient } from "../client/ClientContext";
import { useRelations } from "../client/relations";
import { Button } from "../ui/Button";
import { Dialog, DialogActions, DialogBody } from "../ui/Dialog";
import { Switch, TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { useAction } from "../ui/useAction";
import { PeopleChoice } from "./PeopleChoice";

export const TITLE_LENGTH = 100;

interface NewGroupDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes a group of friends, or a channel that they read. */
export default function NewGroupDialog({ isOpen, onClose }: NewGroupDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("group.newTitle")} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  );
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const [, navigate] = useLocation();
  const friends = useRelations((relations) => relations.friends);
  const [title, setTitle] = useState("");
  const [members, setMembers] = useState<readonly string[]>([]);
  const [channel, setChannel] = useState(false);
  const action = useAction();
  const create = () =>
    action.run(async () => {
      const group = await client.conversations.createGroup({ title: title.trim(), members, channel });
      onClose();
      navigate(addressOf.conversation(group.id));
    });
  return (
    <>
      <DialogBody>
        <TextField
          label={t("group.title")}
          value={title}
          onChange={setTitle}
          maxLength={TITLE_LENGTH}
          autoComplete="off"
          autoFocus
          isRequired
        />
        <PeopleChoice label={t("group.members")} people={friends} chosen={members} onChoose={setMembers} />
        <Switch isSelected={channel} onChange={setChannel}>
          {t("group.asChannel")}
        </Switch>
        {action.error && <Notice tone="danger">{action.error}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button look="primary" busy={action.busy} isDisabled={title.trim() === ""} onPress={create}>
          {t("group.create")}
        </Button>
      </DialogActions>
    </>
  );
}

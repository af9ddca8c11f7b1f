import type { Conversation, GroupView } from "@warbler/sdk";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";
import { Dialog, DialogActions, DialogBody } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { useAction } from "../ui/useAction";
import { TITLE_LENGTH } from "./NewGroupDialog";

const DESCRIPTION_LENGTH = 1_000;
const ANNOUNCEMENT_LENGTH = 2_000;

interface EditGroupDialogProps {
  readonly conversation: Conversation;
  readonly view: GroupView;
  readonly onClose: () => void;
}

/** Changes title, description and announcement of a group. */
export function EditGroupDialog({ conversation, view, onClose }: EditGroupDialogProps) {
  const { t } = useTranslation();
  const [title, setTitle] = useState(view.title);
  const [description, setDescription] = useState(view.description);
  const [announcement, setAnnouncement] = useState(view.announcement?.text ?? "");
  const action = useAction();
  const save = () =>
    action.run(async () => {
      const change = {
        ...(title.trim() !== view.title && { title: title.trim() }),
        ...(description.trim() !== view.description && { description: description.trim() }),
      };
      if (Object.keys(change).length > 0) {
        await conversation.group?.updateInfo(change);
      }
      if (announcement.trim() !== (view.announcement?.text ?? "")) {
        await conversation.group?.announce(announcement.trim());
      }
      onClose();
    });
  return (
    <Dialog title={t("group.edit")} isOpen onClose={onClose}>
      <DialogBody>
        <TextField
          label={t("group.title")}
          value={title}
          onChange={setTitle}
          maxLength={TITLE_LENGTH}
          isRequired
          autoFocus
        />
        <TextField
          label={t("group.description")}
          value={description}
          onChange={setDescription}
          maxLength={DESCRIPTION_LENGTH}
          rows={4}
        />
        <TextField
          label={t("group.announcement")}
          value={announcement}
          onChange={setAnnouncement}
          maxLength={ANNOUNCEMENT_LENGTH}
          rows={3}
        />
        {action.error && <Notice tone="danger">{action.error}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button look="primary" busy={action.busy} isDisabled={title.trim() === ""} onPress={save}>
          {t("common.save")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

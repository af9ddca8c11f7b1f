import type { GroupPreview } from "@warbler/sdk";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { addressOf } from "../app/place";
import { useClient } from "../client/ClientContext";
import { Button } from "../ui/Button";
import { Dialog, DialogActions, DialogBody } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { useAction } from "../ui/useAction";

const LINK_LENGTH = 200;
const ANSWER_LENGTH = 500;

/** Leads into a group by an invite link: shows it first, then joins or asks. */
export default function JoinGroupDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("inbox.joinGroup")} isOpen onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  );
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const [, navigate] = useLocation();
  const [link, setLink] = useState("");
  const [answer, setAnswer] = useState("");
  const [preview, setPreview] = useState<GroupPreview>();
  const [hasAsked, setAsked] = useState(false);
  const action = useAction();
  const open = (id: string) => {
    onClose();
    navigate(addressOf.conversation(id));
  };
  const look = () =>
    action.run(async () => {
      const found = await client.conversations.previewInvite(link);
      setPreview(found);
      setAsked(found.request === "open");
    });
  const join = (group: GroupPreview) =>
    action.run(async () => {
      const joined = group.member ? group.conversation : (await client.conversations.joinByInvite(link, answer))?.id;
      if (joined === undefined) {
        setAsked(true);
      } else {
        open(joined);
      }
    });
  const isAnswered = preview?.joinPolicy !== "question" || answer.trim() !== "";
  return (
    <>
      <DialogBody>
        <TextField
          label={t("invite.link")}
          value={link}
          onChange={(value) => {
            setLink(value);
            setPreview(undefined);
          }}
          maxLength={LINK_LENGTH}
          autoComplete="off"
          autoFocus
          isRequired
        />
        {preview && <About preview={preview} />}
        {preview?.joinPolicy === "question" && !preview.member && !hasAsked && (
          <TextField
            label={preview.joinQuestion}
            value={answer}
            onChange={setAnswer}
            maxLength={ANSWER_LENGTH}
            rows={3}
            isRequired
          />
        )}
        {preview && hasAsked && <Notice tone="quiet">{t("invite.asked")}</Notice>}
        {action.error && <Notice tone="danger">{action.error}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{hasAsked ? t("common.close") : t("common.cancel")}</Button>
        {preview === undefined ? (
          <Button look="primary" busy={action.busy} isDisabled={link.trim() === ""} onPress={look}>
            {t("invite.look")}
          </Button>
        ) : (
          !hasAsked && (
            <Button look="primary" busy={action.busy} isDisabled={!isAnswered} onPress={() => join(preview)}>
              {preview.member || preview.joinPolicy === "open" ? t("invite.join") : t("invite.ask")}
            </Button>
          )
        )}
      </DialogActions>
    </>
  );
}

function About({ preview }: { readonly preview: GroupPreview }) {
  const { t } = useTranslation();
  return (
    <p>
      <strong>
        <bdi>{preview.title}</bdi>
      </strong>{" "}
      · {t("group.memberCount", { count: preview.memberCount })}
    </p>
  );
}

import type { ConversationId, GroupPreview, JoinRequestState } from "@warbler/sdk";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { addressOf } from "../app/place";
import { useClient } from "../client/ClientContext";
import { noteAsked } from "../client/joinRequests";
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
  const [request, setRequest] = useRequest(preview?.conversation);
  const hasAsked = request === "open";
  const isIn = preview?.member === true || request === "approved";
  const action = useAction();
  const open = (id: string) => {
    onClose();
    navigate(addressOf.conversation(id));
  };
  const look = () =>
    action.run(async () => {
      const found = await client.conversations.previewInvite(link);
      setPreview(found);
      setRequest(found.request);
    });
  const join = (group: GroupPreview) =>
    action.run(async () => {
      const joined = isIn ? group.conversation : (await client.conversations.joinByInvite(link, answer))?.id;
      if (joined === undefined) {
        noteAsked(group.conversation, group.title);
        setRequest("open");
      } else {
        open(joined);
      }
    });
  const withdraw = (group: GroupPreview) =>
    action.run(async () => {
      await client.conversations.withdrawJoinRequest(group.conversation);
      setRequest("withdrawn");
    });
  const isAnswered = isIn || preview?.joinPolicy !== "question" || answer.trim() !== "";
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
        {preview?.joinPolicy === "question" && !isIn && !hasAsked && (
          <TextField
            label={preview.joinQuestion}
            value={answer}
            onChange={setAnswer}
            maxLength={ANSWER_LENGTH}
            rows={3}
            isRequired
          />
        )}
        {preview && <Decision request={request} title={preview.title} />}
        {action.error && <Notice tone="danger">{action.error}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{hasAsked ? t("common.close") : t("common.cancel")}</Button>
        {preview && hasAsked && (
          <Button look="quiet" busy={action.busy} onPress={() => withdraw(preview)}>
            {t("invite.withdraw")}
          </Button>
        )}
        {preview === undefined ? (
          <Button look="primary" busy={action.busy} isDisabled={link.trim() === ""} onPress={look}>
            {t("invite.look")}
          </Button>
        ) : (
          !hasAsked && (
            <Button look="primary" busy={action.busy} isDisabled={!isAnswered} onPress={() => join(preview)}>
              {isIn || preview.joinPolicy === "open" ? t("invite.join") : t("invite.ask")}
            </Button>
          )
        )}
      </DialogActions>
    </>
  );
}

/** What became of the user's request, while they look. */
function useRequest(group: ConversationId | undefined) {
  const client = useClient();
  const [request, setRequest] = useState<JoinRequestState>();
  useEffect(
    () => client.on("joinRequest", ({ conversation, state }) => conversation === group && setRequest(state)),
    [client, group],
  );
  return [request, setRequest] as const;
}

interface DecisionProps {
  readonly request: JoinRequestState | undefined;
  readonly title: string;
}

function Decision({ request, title }: DecisionProps) {
  const { t } = useTranslation();
  switch (request) {
    case "open":
      return <Notice tone="quiet">{t("invite.asked")}</Notice>;
    case "approved":
      return <Notice tone="quiet">{t("invite.letIn", { title })}</Notice>;
    case "declined":
      return <Notice tone="danger">{t("invite.declined", { title })}</Notice>;
    default:
      return null;
  }
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

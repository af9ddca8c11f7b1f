import type { Conversation, Message, SendResult } from "@warbler/sdk";
import { useState } from "react";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { useTranslation } from "react-i18next";
import { useConversations } from "../client/conversations";
import choiceCss from "../group/PeopleChoice.module.css";
import { codeText, errorText } from "../i18n/errors";
import { matches } from "../inbox/search";
import { Avatar } from "../people/Avatar";
import { Dialog, DialogBody } from "../ui/Dialog";
import { SearchField, Switch, TextField } from "../ui/Field";
import { toast } from "../ui/toast";
import { titleOf, useTitleOf } from "./title";
import { useMayWrite } from "./useMessageActions";

const TITLE_LENGTH = 100;

interface ForwardDialogProps {
  readonly conversation: Conversation;
  /** In the order of the conversation. */
  readonly messages: readonly Message[];
  readonly onClose: () => void;
  /** They are on their way. */
  readonly onForwarded?: () => void;
}

/** Chooses where messages go; of several, whether as one. */
export function ForwardDialog({ conversation, messages, onClose, onForwarded }: ForwardDialogProps) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const [isMerged, setMerged] = useState(false);
  const [title, setTitle] = useState("");
  const words = query.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const all = useConversations();
  const shown = all.filter(({ snapshot }) => matches(titleOf(snapshot), words));
  // a bundle cannot go into a bundle
  const mayMerge = messages.length > 1 && messages.every(({ content }) => content.kind !== "bundle");
  const forward = (id: React.Key) => {
    const to = all.find((one) => one.id === id);
    onClose();
    if (!to) {
      return;
    }
    onForwarded?.();
    const seqs = messages.map(({ seq }) => seq ?? 0);
    const sends =
      mayMerge && isMerged
        ? [conversation.forward(seqs, to, { merged: true, title: title.trim() })]
        : seqs.map((seq) => conversation.forward([seq], to));
    Promise.all(sends).then(
      (results) => tell(results),
      (failure) => toast(errorText(t, failure)),
    );
  };
  const tell = (results: readonly SendResult[]) => {
    const failed = results.find((result) => result.status === "failed");
    if (failed?.status === "failed") {
      toast(codeText(t, failed.code));
    } else if (results.every(({ status }) => status === "sent")) {
      toast(t("forwarding.done"));
    }
  };
  return (
    <Dialog title={t("forwarding.title")} isOpen onClose={onClose}>
      <DialogBody>
        {mayMerge && (
          <Switch isSelected={isMerged} onChange={setMerged}>
            {t("forwarding.merged", { count: messages.length })}
          </Switch>
        )}
        {mayMerge && isMerged && (
          <TextField
            label={t("forwarding.bundleTitle")}
            value={title}
            onChange={setTitle}
            maxLength={TITLE_LENGTH}
            autoComplete="off"
          />
        )}
        <SearchField
          label={t("forwarding.search")}
          clearLabel={t("common.clear")}
          value={query}
          onChange={setQuery}
          autoFocus
        />
        <ListBox
          aria-label={t("forwarding.title")}
          items={shown}
          onAction={forward}
          className={choiceCss.list ?? ""}
          renderEmptyState={() => <p className={choiceCss.nobody}>{t("forwarding.nobody")}</p>}
        >
          {(one) => <Target conversation={one} />}
        </ListBox>
      </DialogBody>
    </Dialog>
  );
}

function Target({ conversation }: { readonly conversation: Conversation }) {
  const title = useTitleOf(conversation);
  const mayWrite = useMayWrite(conversation);
  return (
    <ListBoxItem id={conversation.id} textValue={title} isDisabled={!mayWrite} className={choiceCss.person ?? ""}>
      <Avatar id={conversation.peer ?? conversation.id} name={title} isGroup={conversation.kind === "group"} size="s" />
      <bdi className={choiceCss.name}>{title}</bdi>
    </ListBoxItem>
  );
}

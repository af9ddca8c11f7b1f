import type { Conversation, Message } from "@warbler/sdk";
import { useState } from "react";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { useTranslation } from "react-i18next";
import { useConversations } from "../client/conversations";
import choiceCss from "../group/PeopleChoice.module.css";
import { errorText } from "../i18n/errors";
import { matches } from "../inbox/search";
import { Avatar } from "../people/Avatar";
import { ConfirmDialog, Dialog, DialogBody } from "../ui/Dialog";
import { SearchField } from "../ui/Field";
import { toast } from "../ui/toast";
import { closeOpen, useActing } from "./acting";
import { ReactorsDialog } from "./ReactorsDialog";
import { titleOf, useTitleOf } from "./title";
import { quietly, useMayWrite } from "./useMessageActions";
import { VotersDialog } from "./VotersDialog";

/** What asks before something is done with a message. */
export default function MessageDialogs({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const open = useActing((acting) => acting.open);
  const seq = open?.message.seq;
  if (!open || seq === undefined || open.message.conversation !== conversation.id) {
    return null;
  }
  if (open.what === "forward") {
    return <ForwardDialog conversation={conversation} message={open.message} />;
  }
  if (open.what === "reactors") {
    return <ReactorsDialog conversation={conversation} seq={seq} onClose={closeOpen} />;
  }
  if (open.what === "voters") {
    return <VotersDialog conversation={conversation} message={open.message} onClose={closeOpen} />;
  }
  if (open.what !== "delete") {
    return null;
  }
  const question = {
    title: t("remove.title"),
    text: t("remove.text"),
    confirm: t("remove.confirm"),
    isDanger: true,
    // it shows at once, and is told when it was refused
    act: async () => quietly(conversation.delete(seq)),
  };
  return <ConfirmDialog question={question} onClose={closeOpen} />;
}

interface ForwardDialogProps {
  readonly conversation: Conversation;
  readonly message: Message;
}

/** Chooses where a message goes. */
function ForwardDialog({ conversation, message }: ForwardDialogProps) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const words = query.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const all = useConversations();
  const shown = all.filter(({ snapshot }) => matches(titleOf(snapshot), words));
  const forward = (id: React.Key) => {
    const to = all.find((one) => one.id === id);
    closeOpen();
    if (to) {
      conversation.forward([message.seq ?? 0], to).then(
        ({ status }) => status === "sent" && toast(t("forwarding.done")),
        (failure) => toast(errorText(t, failure)),
      );
    }
  };
  return (
    <Dialog title={t("forwarding.title")} isOpen onClose={closeOpen}>
      <DialogBody>
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

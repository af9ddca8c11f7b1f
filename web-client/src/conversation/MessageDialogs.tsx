import type { Conversation } from "@warbler/sdk";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../ui/Dialog";
import { closeOpen, useActing } from "./acting";
import { endChoosing, inOrder, useChoosing } from "./choosing";
import { ForwardDialog } from "./ForwardDialog";
import { ReactorsDialog } from "./ReactorsDialog";
import { ReadersDialog } from "./ReadersDialog";
import { quietly } from "./useMessageActions";
import { VersionsDialog } from "./VersionsDialog";
import { VotersDialog } from "./VotersDialog";

/** What is told about a message, and what asks before something is done with it. */
export default function MessageDialogs({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const open = useActing((acting) => acting.open);
  const chosen = useChoosing((choosing) => choosing.chosen);
  const seq = open?.message.seq;
  if (!open || seq === undefined || open.message.conversation !== conversation.id) {
    return null;
  }
  switch (open.what) {
    case "menu":
    case "reactions":
      return null;
    case "forward":
      return <ForwardDialog conversation={conversation} messages={[open.message]} onClose={closeOpen} />;
    case "forward-chosen":
      return (
        <ForwardDialog
          conversation={conversation}
          messages={inOrder(chosen)}
          onClose={closeOpen}
          onForwarded={endChoosing}
        />
      );
    case "reactors":
      return <ReactorsDialog conversation={conversation} seq={seq} onClose={closeOpen} />;
    case "voters":
      return <VotersDialog conversation={conversation} message={open.message} onClose={closeOpen} />;
    case "readers":
      return <ReadersDialog conversation={conversation} seq={seq} onClose={closeOpen} />;
    case "versions":
      return <VersionsDialog conversation={conversation} seq={seq} onClose={closeOpen} />;
    case "delete": {
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
  }
}

import type { Conversation, Message } from "@warbler/sdk";
import { Ellipsis } from "lucide-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/Button";
import { ActionsPopover } from "../ui/Menu";
import { closeOpen, openFor } from "./acting";
import css from "./MessageTools.module.css";
import { useMessageActions } from "./useMessageActions";

/** The most frequent actions stand beside the message, all of them in its menu. */
const BESIDE = ["react", "reply"];

interface MessageToolsProps {
  readonly conversation: Conversation;
  readonly message: Message;
}

/** What can be done with a message, beside it. */
export function MessageTools({ conversation, message }: MessageToolsProps) {
  const { t } = useTranslation();
  const actions = useMessageActions(conversation)(message);
  if (actions.length === 0) {
    return null;
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div role="group" className={css.tools} aria-label={t("action.label")}>
      {actions
        .filter(({ id }) => BESIDE.includes(id))
        .map(({ id, icon, text, act }) => icon && <IconButton key={id} icon={icon} label={text} onPress={act} />)}
      <IconButton icon={Ellipsis} label={t("action.more")} onPress={() => openFor(message, "menu")} />
    </div>
  );
}

interface MessageMenuProps extends MessageToolsProps {
  readonly anchor: RefObject<HTMLElement | null>;
}

/** Everything that can be done with a message. */
export function MessageMenu({ conversation, message, anchor }: MessageMenuProps) {
  const { t } = useTranslation();
  const actions = useMessageActions(conversation)(message);
  return <ActionsPopover label={t("action.label")} actions={actions} anchor={anchor} onClose={closeOpen} />;
}

import type { Message } from "@warbler/sdk";
import { Check } from "lucide-react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { useTranslation } from "react-i18next";
import { isChoosable, toggleChosen, useChoosing } from "./choosing";
import { contentText } from "./contentText";
import css from "./MessageChoice.module.css";

const TOLD_LENGTH = 80;

/** Whether a message is among those that are chosen. */
export function MessageChoice({ message, sender }: { readonly message: Message; readonly sender: string }) {
  const { t } = useTranslation();
  const isChosen = useChoosing(({ chosen }) => message.seq !== undefined && chosen.has(message.seq));
  if (!isChoosable(message)) {
    return <span className={css.place} aria-hidden />;
  }
  const text = contentText(t, message.content).slice(0, TOLD_LENGTH);
  return (
    <ToggleButton
      className={css.choice ?? ""}
      isSelected={isChosen}
      onChange={() => toggleChosen(message)}
      aria-label={t("choosing.message", { sender, text })}
    >
      <Check size={14} aria-hidden />
    </ToggleButton>
  );
}

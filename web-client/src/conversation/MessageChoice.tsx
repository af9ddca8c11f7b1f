import type { Message } from "@warbler/sdk";
import { Check } from "lucide-react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { useTranslation } from "react-i18next";
import { isChoosable, toggleChosen, useChoosing } from "./choosing";
import css from "./MessageChoice.module.css";

interface MessageChoiceProps {
  readonly message: Message;
  /** The id of what shows it. */
  readonly shownBy: string;
}

/** Whether a message is among those that are chosen. */
export function MessageChoice({ message, shownBy }: MessageChoiceProps) {
  const { t } = useTranslation();
  const isChosen = useChoosing(({ chosen }) => message.seq !== undefined && chosen.has(message.seq));
  if (!isChoosable(message)) {
    return <span className={css.place} aria-hidden />;
  }
  return (
    <ToggleButton
      className={css.choice ?? ""}
      isSelected={isChosen}
      onChange={() => toggleChosen(message)}
      aria-label={t("choosing.message")}
      aria-describedby={shownBy}
    >
      <Check size={14} aria-hidden />
    </ToggleButton>
  );
}

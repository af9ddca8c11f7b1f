import type { Conversation } from "@warbler/sdk";
import { Forward, X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "../ui/Button";
import { useActing } from "./acting";
import css from "./ChosenBar.module.css";
import { endChoosing, followChosen, inOrder, useChoosing } from "./choosing";
import { useFocusKept } from "./useFocusKept";

/** What can be done with the messages that are chosen; stands where one writes. */
export function ChosenBar({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const chosen = useChoosing((choosing) => choosing.chosen);
  useEffect(() => conversation.on("messageChanged", followChosen), [conversation]);
  useFocusKept(chosen);
  useEscape();
  const forward = () => {
    const [first] = inOrder(chosen);
    if (first) {
      useActing.setState({ open: { message: first, what: "forward-chosen" } });
    }
  };
  return (
    <footer className={css.bar}>
      <IconButton icon={X} label={t("choosing.end")} onPress={endChoosing} />
      <span className={css.count} role="status">
        {t("choosing.count", { count: chosen.size })}
      </span>
      <Button look="primary" icon={Forward} isDisabled={chosen.size === 0} onPress={forward}>
        {t("action.forward")}
      </Button>
    </footer>
  );
}

/** Ends the choosing by its key, before that means to leave the conversation; and when that is left. */
function useEscape(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === "Escape" && document.querySelector("[role=dialog], [role=menu]") === null) {
        event.preventDefault();
        endChoosing();
      }
    };
    addEventListener("keydown", press, { capture: true });
    return () => {
      removeEventListener("keydown", press, { capture: true });
      endChoosing();
    };
  }, []);
}

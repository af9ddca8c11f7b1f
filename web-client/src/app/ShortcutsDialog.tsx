import { useTranslation } from "react-i18next";
import { Dialog, DialogBody } from "../ui/Dialog";
import css from "./shortcuts.module.css";

/** Keys that work everywhere, in the place to write and on a message; what they do is told by the language files, below `shortcut.`. */
const SHORTCUTS = [
  { id: "search", keys: ["Ctrl", "K"] },
  { id: "next", keys: ["Alt", "↓"] },
  { id: "previous", keys: ["Alt", "↑"] },
  { id: "back", keys: ["Esc"] },
  { id: "settings", keys: ["Ctrl", ","] },
  { id: "send", keys: ["Enter"] },
  { id: "line", keys: ["Shift", "Enter"] },
  { id: "messages", keys: ["↑", "↓"] },
  { id: "react", keys: ["+"] },
  { id: "reply", keys: ["R"] },
  { id: "edit", keys: ["E"] },
  { id: "remove", keys: ["D"] },
  { id: "forward", keys: ["F"] },
  { id: "choose", keys: ["X"] },
  { id: "pin", keys: ["P"] },
  { id: "copy", keys: ["C"] },
  { id: "actions", keys: ["Enter"] },
  { id: "editLast", keys: ["↑"] },
  { id: "mention", keys: ["@"] },
  { id: "bold", keys: ["Ctrl", "B"] },
  { id: "italic", keys: ["Ctrl", "I"] },
  { id: "code", keys: ["Ctrl", "E"] },
  { id: "strikethrough", keys: ["Ctrl", "Shift", "X"] },
  { id: "help", keys: ["?"] },
] as const;

/** The list of keys. */
export default function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("shortcut.title")} isOpen onClose={onClose}>
      <DialogBody>
        <dl className={css.keys}>
          {SHORTCUTS.map(({ id, keys }) => (
            <div key={id} className={css.line}>
              <dt>{t(`shortcut.${id}`)}</dt>
              <dd>
                {keys.map((key) => (
                  <kbd key={key} className={css.key}>
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogBody>
    </Dialog>
  );
}

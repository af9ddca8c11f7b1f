import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useClient } from "../client/ClientContext";
import { Dialog, DialogBody } from "../ui/Dialog";
import { addressOf, type Place } from "./place";
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

/** Listens to the keys; says whether their list is open. */
export function useShortcuts(place: Place): { readonly helpIsOpen: boolean; readonly closeHelp: () => void } {
  const client = useClient();
  const [, navigate] = useLocation();
  const [helpIsOpen, setHelpOpen] = useState(false);
  useEffect(() => {
    const step = (by: number) => {
      const { list } = client.conversations;
      const here = list.findIndex((conversation) => place.kind === "conversation" && conversation.id === place.id);
      const next = list[here < 0 ? 0 : Math.min(list.length - 1, Math.max(0, here + by))];
      if (next) {
        navigate(addressOf.conversation(next.id));
      }
    };
    const actions: Record<string, () => void> = {
      "mod+k": () => {
        if (place.kind !== "inbox" && place.kind !== "conversation") {
          navigate("/");
        }
        requestAnimationFrame(() => document.querySelector<HTMLElement>("#inbox-search")?.focus());
      },
      "alt+arrowdown": () => step(1),
      "alt+arrowup": () => step(-1),
      "mod+,": () => navigate("/settings"),
      escape: () => place.kind === "conversation" && navigate(place.details ? addressOf.conversation(place.id) : "/"),
      "?": () => setHelpOpen(true),
    };
    const press = (event: KeyboardEvent) => {
      const action = actions[nameOf(event)];
      if (!action || event.defaultPrevented || isInTheWay(event)) {
        return;
      }
      event.preventDefault();
      action();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [client, navigate, place]);
  return { helpIsOpen, closeHelp: useCallback(() => setHelpOpen(false), []) };
}

function nameOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? "mod+" : "";
  const alt = event.altKey ? "alt+" : "";
  return mod + alt + event.key.toLowerCase();
}

/** A dialog keeps its keys; a field keeps those that write in it. */
function isInTheWay(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : document.body;
  const isInDialog = document.querySelector("[role=dialog], [role=menu], [role=listbox][data-trigger]") !== null;
  const isWriting = event.key === "?" && target.closest("input, textarea, [contenteditable]") !== null;
  const isComposing = event.isComposing;
  return isInDialog || isWriting || isComposing;
}

/** The list of keys. */
export function ShortcutsDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("shortcut.title")} isOpen={isOpen} onClose={onClose}>
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

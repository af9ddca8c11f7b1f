import { useCallback, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useClient } from "../client/ClientContext";
import { addressOf, type Place } from "./place";

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

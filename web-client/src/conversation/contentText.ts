import type { MessageContent } from "@warbler/sdk";
import { fallbackOf } from "@warbler/sdk";
import type { TFunction } from "i18next";
import { withoutHidden } from "./spans";

/** What a message says in one line: for lists, quotes and those who listen. */
export function contentText(t: TFunction, content: MessageContent): string {
  return kindText(t, content.kind, openWords(content));
}

/** The words of a message that need no pressing: what is hidden stays so outside of the conversation, too. */
export function openWords(content: MessageContent): string {
  return withoutHidden(fallbackOf(content), "spans" in content ? content.spans : []);
}

/** The same of what is known of a message: its kind and its first words. */
export function kindText(t: TFunction, kind: MessageContent["kind"], words: string): string {
  switch (kind) {
    case "text":
    case "custom":
      return words;
    case "image":
    case "video":
    case "file":
    case "voice":
    case "location":
    case "contact":
    case "bundle":
    case "poll":
      return words === "" ? t(`content.${kind}`) : `${t(`content.${kind}`)}: ${words}`;
    case "deleted":
      return t("message.deleted");
    case "hidden":
      return t("message.hidden");
    case "lost":
      return t("message.lost");
    case "unsupported":
      return words === "" ? t("message.unsupported") : words;
  }
}

import type { Conversation } from "@warbler/sdk";
import { SendHorizontal } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { TextArea } from "react-aria-components/TextArea";
import { TextField } from "react-aria-components/TextField";
import { useTranslation } from "react-i18next";
import { useSnapshot } from "../client/conversations";
import { keepDraft, useDrafts } from "../client/drafts";
import { useRelations } from "../client/relations";
import { errorText } from "../i18n/errors";
import { useFormats } from "../i18n/formats";
import { usePreferences } from "../preferences/preferences";
import { IconButton } from "../ui/Button";
import { toast } from "../ui/toast";
import css from "./Composer.module.css";
import { useNow } from "./useNow";

/** The most bytes of UTF-8 that the server takes for one text. */
const MAX_BYTES = 65_000;
/** From here on the rest is counted. */
const COUNTED_BYTES = 60_000;

/** The place to write; or why the user cannot. */
export function Composer({ conversation }: { readonly conversation: Conversation }) {
  const obstacle = useObstacle(conversation);
  return (
    <footer className={css.composer}>
      {obstacle ? <p className={css.obstacle}>{obstacle}</p> : <Draft conversation={conversation} />}
    </footer>
  );
}

function Draft({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const { id } = conversation;
  const text = useDrafts((drafts) => drafts.texts[id] ?? "");
  const [isBlank, setBlank] = useState("");
  const enterSends = usePreferences((preferences) => preferences.enterSends);
  const field = useRef<HTMLTextAreaElement>(null);
  const value = text || isBlank;
  const excess = useExcess(value);
  useAutoFocus(field);

  const change = (next: string) => {
    // white space alone is no draft worth keeping, but it can be typed
    setBlank(next.trim() === "" ? next : "");
    keepDraft(id, next);
    if (next !== "") {
      conversation.typing();
    }
  };
  const send = () => {
    if (value.trim() === "" || excess > 0) {
      return;
    }
    conversation.send(value.trim()).catch((failure) => {
      keepDraft(id, value);
      toast(errorText(t, failure));
    });
    change("");
    field.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    // the Enter that ends the choice of a Chinese word belongs to the input method
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.keyCode === 229) {
      return;
    }
    const isSend = enterSends ? !event.shiftKey && !event.altKey : event.ctrlKey || event.metaKey;
    if (isSend) {
      event.preventDefault();
      send();
    }
  };
  return (
    <>
      <TextField aria-label={t("composer.label")} value={value} onChange={change} className={css.field ?? ""}>
        <TextArea
          ref={field}
          rows={1}
          dir="auto"
          placeholder={t("composer.label")}
          onKeyDown={press}
          className={css.input ?? ""}
          aria-keyshortcuts={enterSends ? "Enter" : "Control+Enter"}
        />
      </TextField>
      {excess > COUNTED_BYTES - MAX_BYTES && (
        <span className={css.excess} data-over={excess > 0 || undefined} role="status">
          {excess > 0 ? t("composer.tooLong", { count: excess }) : t("composer.left", { count: -excess })}
        </span>
      )}
      <IconButton
        icon={SendHorizontal}
        label={t("composer.send")}
        look="primary"
        onPress={send}
        isDisabled={value.trim() === "" || excess > 0}
      />
    </>
  );
}

/** How many bytes a text is over the limit; negative: how many are left. */
function useExcess(text: string): number {
  // a character has at most 3 bytes per UTF-16 unit: short texts need no counting
  return text.length * 3 < COUNTED_BYTES ? -MAX_BYTES : new TextEncoder().encode(text.trim()).length - MAX_BYTES;
}

/** Whoever opens a conversation at a desk wants to write; on a phone the keyboard would hide what they want to read. */
function useAutoFocus(field: { readonly current: HTMLTextAreaElement | null }): void {
  useEffect(() => {
    if (matchMedia("(pointer: fine) and (min-width: 46rem)").matches) {
      field.current?.focus();
    }
  }, [field]);
}

/** Why the user cannot write here; undefined when they can. The server decides in the end. */
function useObstacle(conversation: Conversation): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { group, peer } = useSnapshot(conversation);
  const { status, friends, blocked } = useRelations();
  const now = useNow(group?.mutedUntil);
  if (peer !== undefined) {
    if (status !== "known" || (friends.includes(peer) && !blocked.includes(peer))) {
      return undefined;
    }
    return blocked.includes(peer) ? t("composer.blocked") : t("composer.notFriends");
  }
  if (!group) {
    return undefined;
  }
  if (group.dissolved) {
    return t("composer.dissolved");
  }
  if (!group.role) {
    return t("composer.notMember");
  }
  if (group.mutedUntil && group.mutedUntil.getTime() > now) {
    return t("composer.muted", { time: formats.moment(group.mutedUntil) });
  }
  return conversation.group?.may("send") === false ? t("composer.adminsOnly") : undefined;
}

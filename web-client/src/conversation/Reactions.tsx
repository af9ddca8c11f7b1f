import type { Conversation, Message } from "@warbler/sdk";
import { type RefObject, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { useTranslation } from "react-i18next";
import { useFormats } from "../i18n/formats";
import { Button as WordButton } from "../ui/Button";
import { TextField } from "../ui/TextField";
import { closeOpen } from "./acting";
import css from "./Reactions.module.css";
import { quietly, useMayReact } from "./useMessageActions";

const USUAL = ["👍", "❤️", "😂", "😮", "😢", "🙏", "🎉", "👀"];
const MOST_BYTES = 64;

interface ReactionsProps {
  readonly conversation: Conversation;
  readonly message: Message;
}

/** What members reacted with; pressing one joins or leaves it. */
export function Reactions({ conversation, message }: ReactionsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const mayReact = useMayReact(conversation);
  const { reactions } = message.changes;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div role="group" className={css.reactions} aria-label={t("reaction.label")}>
      {reactions.map(({ reaction, count, mine }) => (
        <ToggleButton
          key={reaction}
          className={css.chip ?? ""}
          isSelected={mine}
          isDisabled={!mayReact}
          aria-label={t("reaction.chip", { reaction, count })}
          onChange={(isOn) => toggle(conversation, message, reaction, isOn)}
        >
          <bdi className={css.reaction}>{reaction}</bdi>
          <span>{formats.number(count)}</span>
        </ToggleButton>
      ))}
    </div>
  );
}

function toggle(conversation: Conversation, { seq }: Message, reaction: string, isOn: boolean): void {
  if (seq !== undefined) {
    quietly(isOn ? conversation.react(seq, reaction) : conversation.unreact(seq, reaction));
  }
}

interface PickerProps extends ReactionsProps {
  readonly anchor: RefObject<HTMLElement | null>;
}

/** Chooses a reaction: one of the usual, or any other. */
export function ReactionPicker({ conversation, message, anchor }: PickerProps) {
  const { t } = useTranslation();
  const own = new Set(message.changes.reactions.flatMap(({ reaction, mine }) => (mine ? [reaction] : [])));
  const choose = (reaction: string) => {
    toggle(conversation, message, reaction, !own.has(reaction));
    closeOpen();
  };
  return (
    <Popover triggerRef={anchor} isOpen onOpenChange={(isOpen) => isOpen || closeOpen()} className={css.popover ?? ""}>
      <Dialog aria-label={t("action.react")} className={css.picker ?? ""}>
        <div className={css.usual}>
          {USUAL.map((reaction, index) => (
            <Button
              key={reaction}
              autoFocus={index === 0}
              className={css.choice ?? ""}
              aria-pressed={own.has(reaction)}
              aria-label={reaction}
              onPress={() => choose(reaction)}
            >
              {reaction}
            </Button>
          ))}
        </div>
        <OwnReaction onChoose={choose} />
      </Dialog>
    </Popover>
  );
}

function OwnReaction({ onChoose }: { readonly onChoose: (reaction: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const value = text.trim();
  const isGood = value !== "" && !/[\s\p{Cc}]/u.test(value) && new TextEncoder().encode(value).length <= MOST_BYTES;
  return (
    <form
      className={css.own}
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) {
          onChoose(value);
        }
      }}
    >
      <TextField
        label={t("reaction.own")}
        value={text}
        onChange={setText}
        error={value === "" || isGood ? undefined : t("reaction.invalid")}
        autoComplete="off"
      />
      <WordButton type="submit" isDisabled={!isGood}>
        {t("reaction.add")}
      </WordButton>
    </form>
  );
}

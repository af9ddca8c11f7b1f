import type { Conversation, Span } from "@warbler/sdk";
import type { LucideIcon } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { TextArea } from "react-aria-components/TextArea";
import { TextField } from "react-aria-components/TextField";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../preferences/preferences";
import { IconButton } from "../ui/Button";
import css from "./Composer.module.css";
import { MentionList } from "./MentionList";
import { StyleMenu, StylesPreview, styleOfKey } from "./StyleMenu";
import { isStyled, type Styled, toggled, trimmed, type WrittenStyle, withText } from "./styles";
import { useMentions } from "./useMentions";

/** The most bytes of UTF-8 that the server takes for one text. */
const MAX_BYTES = 65_000;
/** From here on the rest is counted. */
const COUNTED_BYTES = 60_000;

interface WritingFieldProps {
  readonly conversation: Conversation;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** How parts of the text look, as it was when that was told last. */
  readonly styled: Styled;
  readonly onStyled: (styled: Styled) => void;
  /** Gets the text without white space around it, with its styles and who is mentioned in it. */
  readonly onDone: (words: string, spans: readonly Span[]) => void;
  readonly onCancel?: (() => void) | undefined;
  /** The arrow in an empty field. */
  readonly onUp?: () => void;
  /** When it becomes another, the field gets the focus. */
  readonly focusKey: string | undefined;
  readonly icon: LucideIcon;
  readonly label: string;
}

/** A field for a text with mentions and styles, and the button that is done with it. */
export function WritingField(props: WritingFieldProps) {
  const { conversation, value, onDone, onCancel, onUp, focusKey, icon, label } = props;
  const { t } = useTranslation();
  const enterSends = usePreferences((preferences) => preferences.enterSends);
  const field = useRef<HTMLTextAreaElement>(null);
  const excess = useExcess(value);
  const styled = withText(props.styled, value);
  const onChange = (next: string) => {
    props.onStyled(withText(styled, next));
    props.onChange(next);
  };
  const mentions = useMentions(conversation, field, value, onChange);
  const style = (wanted: WrittenStyle) => {
    const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
    props.onStyled(toggled(styled, wanted, selectionStart, selectionEnd));
  };
  useAutoFocus(field, focusKey);

  const done = () => {
    const words = value.trim();
    if (words !== "" && excess <= 0) {
      const { spans } = trimmed(styled);
      onDone(words, withMentions(spans, mentions.take(words)));
      field.current?.focus();
    }
  };
  const press = (event: KeyboardEvent) => {
    // the Enter that ends the choice of a Chinese word belongs to the input method
    if (event.nativeEvent.isComposing || event.keyCode === 229 || mentions.press(event)) {
      return;
    }
    const wanted = styleOfKey(event);
    if (wanted !== undefined) {
      event.preventDefault();
      style(wanted);
      return;
    }
    const isSend = enterSends ? !event.shiftKey && !event.altKey : event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && isSend) {
      event.preventDefault();
      done();
    } else if (event.key === "Escape" && onCancel) {
      event.preventDefault();
      onCancel();
    } else if (event.key === "ArrowUp" && value === "" && !event.altKey && onUp) {
      event.preventDefault();
      onUp();
    }
  };
  return (
    <>
      {isStyled(styled) && <StylesPreview styled={styled} />}
      <div className={css.composer}>
        <MentionList mentions={mentions} />
        <TextField aria-label={t("composer.label")} value={value} onChange={onChange} className={css.field ?? ""}>
          <TextArea
            ref={field}
            rows={1}
            dir="auto"
            placeholder={t("composer.label")}
            onKeyDown={press}
            onSelect={mentions.look}
            className={css.input ?? ""}
            aria-keyshortcuts={enterSends ? "Enter" : "Control+Enter"}
            {...mentions.aria}
          />
        </TextField>
        {excess > COUNTED_BYTES - MAX_BYTES && (
          <span className={css.excess} data-over={excess > 0 || undefined} role="status">
            {excess > 0 ? t("composer.tooLong", { count: excess }) : t("composer.left", { count: -excess })}
          </span>
        )}
        <StyleMenu field={field} isDisabled={value.trim() === ""} onStyle={style} />
        <IconButton
          icon={icon}
          label={label}
          look="primary"
          onPress={done}
          isDisabled={value.trim() === "" || excess > 0}
        />
      </div>
    </>
  );
}

/** With those who are mentioned and were not before: their spans may stand among the styles already. */
function withMentions(spans: readonly Span[], mentions: readonly Span[]): readonly Span[] {
  const isMention = ({ style }: Span) => style === "mention" || style === "mention-all";
  const known = new Set(spans.filter(isMention).map(({ offset }) => offset));
  const all = [...spans, ...mentions.filter(({ offset }) => !known.has(offset))];
  return all.sort((one, other) => one.offset - other.offset);
}

/** How many bytes a text is over the limit; negative: how many are left. */
function useExcess(text: string): number {
  // a character has at most 3 bytes per UTF-16 unit: short texts need no counting
  return text.length * 3 < COUNTED_BYTES ? -MAX_BYTES : new TextEncoder().encode(text.trim()).length - MAX_BYTES;
}

/**
 * Whoever opens a conversation at a desk wants to write; on a phone the keyboard would hide what they want to read. Whoever
 * answers or edits a message wants to write everywhere.
 */
function useAutoFocus(field: { readonly current: HTMLTextAreaElement | null }, focusKey: string | undefined): void {
  useEffect(() => {
    if (focusKey !== undefined || matchMedia("(pointer: fine) and (min-width: 46rem)").matches) {
      field.current?.focus();
      field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
    }
  }, [field, focusKey]);
}

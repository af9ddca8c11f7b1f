import { Bold, Code, EyeOff, Italic, type LucideIcon, Strikethrough, Type } from "lucide-react";
import type { KeyboardEvent, RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Menu } from "../ui/Menu";
import { MessageText } from "./MessageText";
import css from "./StyleMenu.module.css";
import type { Styled, WrittenStyle } from "./styles";

const ICONS: Readonly<Record<WrittenStyle, LucideIcon>> = {
  bold: Bold,
  italic: Italic,
  strikethrough: Strikethrough,
  code: Code,
  spoiler: EyeOff,
};

/** The style that a chord is for; undefined: none. */
export function styleOfKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): WrittenStyle | undefined {
  if (altKey || !(ctrlKey || metaKey)) {
    return undefined;
  }
  switch (`${shiftKey ? "shift+" : ""}${key.toLowerCase()}`) {
    case "b":
      return "bold";
    case "i":
      return "italic";
    case "e":
      return "code";
    case "shift+x":
      return "strikethrough";
    default:
      return undefined;
  }
}

interface StyleMenuProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly isDisabled: boolean;
  readonly onStyle: (style: WrittenStyle) => void;
}

/** Gives what is selected, or the word at the caret, another look. */
export function StyleMenu({ field, isDisabled, onStyle }: StyleMenuProps) {
  const { t } = useTranslation();
  const actions = (Object.keys(ICONS) as WrittenStyle[]).map((style) => ({
    id: style,
    text: t(`style.${style}`),
    icon: ICONS[style],
    act: () => {
      onStyle(style);
      // when the menu has given the focus back: one goes on writing
      setTimeout(() => field.current?.focus());
    },
  }));
  return <Menu label={t("style.menu")} icon={Type} actions={actions} isDisabled={isDisabled} />;
}

/** What will be sent, as others will see it: a field for text shows no styles. */
export function StylesPreview({ styled: { text, spans } }: { readonly styled: Styled }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has only a keyboard scrolls here, too
    <div role="group" className={css.preview} aria-label={t("style.preview")} tabIndex={0}>
      <bdi>
        <MessageText text={text} spans={spans} />
      </bdi>
    </div>
  );
}

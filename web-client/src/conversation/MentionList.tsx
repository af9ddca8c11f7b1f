import { useTranslation } from "react-i18next";
import { Avatar } from "../people/Avatar";
import css from "./MentionList.module.css";
import type { Mentions } from "./useMentions";

/** Who can be mentioned, above the field; the focus stays in the field. */
export function MentionList({ mentions }: { readonly mentions: Mentions }) {
  const { t } = useTranslation();
  const { choices, index, listId, choose } = mentions;
  if (choices.length === 0) {
    return null;
  }
  return (
    <div id={listId} role="listbox" aria-label={t("composer.mentions")} className={css.list} tabIndex={-1}>
      {choices.map((choice, at) => (
        <div
          key={choice.user}
          id={`${listId}-${at}`}
          role="option"
          aria-selected={at === index}
          tabIndex={-1}
          className={css.choice}
          // the field must not lose the focus
          onPointerDown={(event) => {
            event.preventDefault();
            choose(choice);
          }}
        >
          <Avatar id={choice.user} name={choice.name} size="s" />
          <bdi className={css.name}>{choice.name}</bdi>
        </div>
      ))}
    </div>
  );
}

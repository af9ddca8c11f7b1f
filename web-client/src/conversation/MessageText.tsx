import { useMemo, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { stretchesOf } from "./links";
import css from "./MessageText.module.css";

/** Longer texts show their beginning first: one message must not fill minutes of scrolling. */
const SHOWN_LENGTH = 3_000;
const SHOWN_LINES = 40;

/** A text as its writer typed it. It is never taken for markup. */
export function MessageText({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const beginning = useMemo(() => beginningOf(text), [text]);
  const isLong = beginning.length < text.length;
  const stretches = useMemo(() => stretchesOf(isWhole ? text : beginning), [text, beginning, isWhole]);
  return (
    <>
      <span className={css.text} data-text>
        {stretches.map(({ text: words, href }, index) =>
          href === undefined ? (
            words
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of a text never change places
            <a key={index} href={href} target="_blank" rel="noopener noreferrer" className={css.link}>
              {words}
            </a>
          ),
        )}
        {isLong && !isWhole && "…"}
      </span>
      {isLong && (
        <Button className={css.more ?? ""} onPress={() => setWhole(!isWhole)}>
          {isWhole ? t("message.showLess") : t("message.showMore")}
        </Button>
      )}
    </>
  );
}

function beginningOf(text: string): string {
  let end = Math.min(text.length, SHOWN_LENGTH);
  let line = -1;
  for (let count = 0; count < SHOWN_LINES; count++) {
    line = text.indexOf("\n", line + 1);
    if (line < 0 || line >= end) {
      return text.length <= SHOWN_LENGTH ? text : text.slice(0, end);
    }
  }
  end = line;
  return text.slice(0, end);
}

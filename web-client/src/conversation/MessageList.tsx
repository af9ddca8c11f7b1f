import type { Message } from "@warbler/sdk";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { useTranslation } from "react-i18next";
import { useConversation } from "../client/conversations";
import { nameOf, useUser } from "../client/people";
import type { Pages } from "../client/usePages";
import type { Reading } from "../client/useReading";
import { useFormats } from "../i18n/formats";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { contentText } from "./contentText";
import css from "./MessageList.module.css";
import { useTitleOf } from "./title";

const SHOWN_LENGTH = 200;

interface MessageListProps {
  readonly label: string;
  readonly pages: Pages<Message>;
  /** What is said when there is none. */
  readonly empty: string;
  /** The messages are of several conversations. */
  readonly isMixed?: boolean;
  readonly onChoose: (message: Message) => void;
}

/** Messages that were found, each of which leads to its place. */
export function MessageList({ label, pages, empty, isMixed = false, onChoose }: MessageListProps) {
  const items = pages.items.map((message) => ({ id: `${message.conversation} ${message.seq}`, message }));
  return (
    <>
      {items.length > 0 && (
        <ListBox
          aria-label={label}
          items={items}
          className={css.list ?? ""}
          onAction={(id) => {
            const chosen = items.find((item) => item.id === id);
            if (chosen) {
              onChoose(chosen.message);
            }
          }}
        >
          {({ id, message }) => (
            <ListBoxItem id={id} textValue={id} className={css.row ?? ""}>
              <Found message={message} isMixed={isMixed} />
            </ListBoxItem>
          )}
        </ListBox>
      )}
      <PagesEnd pages={pages} empty={empty} />
    </>
  );
}

function Found({ message, isMixed }: { readonly message: Message; readonly isMixed: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const sender = nameOf(useUser(message.sender));
  return (
    <>
      <span className={css.head}>
        <bdi className={css.name}>{sender}</bdi>
        <time className={css.time} dateTime={message.sentAt.toISOString()}>
          {formats.short(message.sentAt)}
        </time>
      </span>
      {isMixed && <Where id={message.conversation} />}
      <bdi className={css.text} data-text>
        {contentText(t, message.content).slice(0, SHOWN_LENGTH)}
      </bdi>
    </>
  );
}

function Where({ id }: { readonly id: string }) {
  const conversation = useConversation(id);
  return conversation ? <Title conversation={conversation} /> : null;
}

function Title({ conversation }: { readonly conversation: Parameters<typeof useTitleOf>[0] }) {
  return <bdi className={css.where}>{useTitleOf(conversation)}</bdi>;
}

interface PagesEndProps {
  readonly pages: Pages<unknown>;
  readonly empty: string;
}

/** What stands below a list: that it is empty, why it ends, or how to go on. */
export function PagesEnd({ pages: { items, isBusy, error, more }, empty }: PagesEndProps) {
  const { t } = useTranslation();
  return (
    <div className={css.end} role="status">
      {error && <Notice tone="danger">{error}</Notice>}
      {!isBusy && !error && items.length === 0 && !more && <p className={css.nothing}>{empty}</p>}
      {isBusy && <p className={css.nothing}>{t("common.loading")}</p>}
      {more && <Button onPress={more}>{t("common.more")}</Button>}
    </div>
  );
}

/** The same below what is read in one piece. */
export function ReadingEnd({ reading: { value, error } }: { readonly reading: Reading<unknown> }) {
  const { t } = useTranslation();
  return (
    <div className={css.end} role="status">
      {error && <Notice tone="danger">{error}</Notice>}
      {value === undefined && !error && <p className={css.nothing}>{t("common.loading")}</p>}
    </div>
  );
}

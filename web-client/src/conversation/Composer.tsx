import type { Conversation, Message, Span } from "@warbler/sdk";
import { Check, type LucideIcon, Pencil, Reply, SendHorizontal, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { TextArea } from "react-aria-components/TextArea";
import { TextField } from "react-aria-components/TextField";
import { useTranslation } from "react-i18next";
import { useMe } from "../client/ClientContext";
import { useSnapshot, useTimeline } from "../client/conversations";
import { keepDraft, useDrafts } from "../client/drafts";
import { nameOf, useUser } from "../client/people";
import { useRelations } from "../client/relations";
import { errorText } from "../i18n/errors";
import { useFormats } from "../i18n/formats";
import { usePreferences } from "../preferences/preferences";
import { IconButton } from "../ui/Button";
import { toast } from "../ui/toast";
import css from "./Composer.module.css";
import { type Composing, compose, composeDraft, composeNew, useComposing } from "./composing";
import { contentText } from "./contentText";
import { MentionList } from "./MentionList";
import { QuoteWords } from "./ReplyQuote";
import { keptSpans } from "./spans";
import { useMentions } from "./useMentions";
import { useNow } from "./useNow";

/** The most bytes of UTF-8 that the server takes for one text. */
const MAX_BYTES = 65_000;
/** From here on the rest is counted. */
const COUNTED_BYTES = 60_000;

/** The place to write; or why the user cannot. */
export function Composer({ conversation }: { readonly conversation: Conversation }) {
  const obstacle = useObstacle(conversation);
  const composing = useComposing(({ byConversation }) => byConversation[conversation.id]);
  const message = useCurrent(conversation, composing);
  const isGone = composing?.what === "edit" && message?.content.kind === "deleted";
  useEffect(() => {
    if (isGone) {
      composeDraft(conversation);
    }
  }, [conversation, isGone]);
  if (obstacle) {
    return (
      <footer className={css.composer}>
        <p className={css.obstacle}>{obstacle}</p>
      </footer>
    );
  }
  return (
    <footer className={css.place}>
      {composing && <About conversation={conversation} what={composing.what} message={message} />}
      {composing?.what === "edit" ? (
        <Edit key={composing.message.key} conversation={conversation} message={composing.message} />
      ) : (
        <Draft conversation={conversation} answered={composing?.seq} />
      )}
    </footer>
  );
}

/** The message that is answered or edited, as it stands now. */
function useCurrent(conversation: Conversation, composing: Composing | undefined): Message | undefined {
  const { items } = useTimeline(conversation);
  const seq = composing?.what === "reply" ? composing.seq : composing?.message.seq;
  const found = seq === undefined ? undefined : items.find((item) => item.type === "message" && item.seq === seq);
  return found?.type === "message" ? found : composing?.message;
}

interface AboutProps {
  readonly conversation: Conversation;
  readonly what: Composing["what"];
  readonly message: Message | undefined;
}

/** Which message is being answered or edited. */
function About({ conversation, what, message }: AboutProps) {
  const { t } = useTranslation();
  const user = useUser(message?.sender);
  const name = message ? nameOf(user) : "…";
  const isEdit = what === "edit";
  const cancel = () => {
    if (isEdit) {
      composeDraft(conversation);
    } else {
      composeNew(conversation.id);
    }
  };
  return (
    <div className={css.about}>
      {isEdit ? <Pencil size={16} aria-hidden /> : <Reply size={16} aria-hidden />}
      <QuoteWords
        name={isEdit ? t("composer.editing") : t("composer.replyingTo", { name })}
        text={message ? contentText(t, message.content) : "…"}
      />
      <IconButton icon={X} label={isEdit ? t("composer.cancelEdit") : t("composer.cancelReply")} onPress={cancel} />
    </div>
  );
}

interface DraftProps {
  readonly conversation: Conversation;
  /** The seq of what the new message answers. */
  readonly answered: number | undefined;
}

/** A new message. */
function Draft({ conversation, answered }: DraftProps) {
  const { t } = useTranslation();
  const { id } = conversation;
  const text = useDrafts((drafts) => drafts.texts[id] ?? "");
  const [blank, setBlank] = useState("");
  const me = useMe();
  const change = (next: string) => {
    // white space alone is no draft worth keeping, but it can be typed
    setBlank(next.trim() === "" ? next : "");
    keepDraft(id, next);
    conversation.saveDraft(next.trim() === "" ? "" : next, next.trim() === "" ? undefined : answered);
    if (next !== "") {
      conversation.typing();
    }
  };
  const saved = useRef(answered);
  useEffect(() => {
    // what it answers belongs to the draft
    if (saved.current !== answered && text !== "") {
      conversation.saveDraft(text, answered);
    }
    saved.current = answered;
  }, [conversation, answered, text]);
  const send = (words: string, spans: readonly Span[]) => {
    const kept = text;
    conversation.send(words, { replyTo: answered, spans }).catch((failure) => {
      keepDraft(id, kept);
      conversation.saveDraft(kept, answered);
      toast(errorText(t, failure));
    });
    change("");
    composeNew(id);
  };
  const editLast = () => {
    const last = conversation.timeline.items.findLast((item) => item.type === "message" && item.sender === me);
    if (last?.type === "message" && last.seq !== undefined && last.content.kind === "text") {
      compose("edit", last);
    }
  };
  return (
    <WritingField
      conversation={conversation}
      value={text || blank}
      onChange={change}
      onDone={send}
      onCancel={answered === undefined ? undefined : () => composeNew(id)}
      onUp={editLast}
      focusKey={answered?.toString()}
      icon={SendHorizontal}
      label={t("composer.send")}
    />
  );
}

interface EditProps {
  readonly conversation: Conversation;
  readonly message: Message;
}

/** Another text for a message. The draft of a new message stays what it was. */
function Edit({ conversation, message }: EditProps) {
  const { t } = useTranslation();
  const { content, seq } = message;
  const before = content.kind === "text" ? content : { text: "", spans: [] };
  const [text, setText] = useState(before.text);
  const end = () => composeDraft(conversation);
  const save = (words: string, mentions: readonly Span[]) => {
    end();
    if (seq === undefined || words === before.text) {
      return;
    }
    const kept = keptSpans(before.text, before.spans, words);
    const isKept = ({ offset }: Span) => kept.some((span) => span.offset === offset && isMention(span));
    const spans = [...kept, ...mentions.filter((span) => !isKept(span))];
    conversation.edit(seq, words, { spans }).catch((failure) => toast(errorText(t, failure)));
  };
  return (
    <WritingField
      conversation={conversation}
      value={text}
      onChange={setText}
      onDone={save}
      onCancel={end}
      focusKey={message.key}
      icon={Check}
      label={t("composer.save")}
    />
  );
}

function isMention({ style }: Span): boolean {
  return style === "mention" || style === "mention-all";
}

interface WritingFieldProps {
  readonly conversation: Conversation;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Gets the text without white space around it, and who is mentioned in it. */
  readonly onDone: (words: string, mentions: readonly Span[]) => void;
  readonly onCancel?: (() => void) | undefined;
  /** The arrow in an empty field. */
  readonly onUp?: () => void;
  /** When it becomes another, the field gets the focus. */
  readonly focusKey: string | undefined;
  readonly icon: LucideIcon;
  readonly label: string;
}

function WritingField(props: WritingFieldProps) {
  const { conversation, value, onChange, onDone, onCancel, onUp, focusKey, icon, label } = props;
  const { t } = useTranslation();
  const enterSends = usePreferences((preferences) => preferences.enterSends);
  const field = useRef<HTMLTextAreaElement>(null);
  const excess = useExcess(value);
  const mentions = useMentions(conversation, field, value, onChange);
  useAutoFocus(field, focusKey);

  const done = () => {
    const words = value.trim();
    if (words !== "" && excess <= 0) {
      onDone(words, mentions.take(words));
      field.current?.focus();
    }
  };
  const press = (event: KeyboardEvent) => {
    // the Enter that ends the choice of a Chinese word belongs to the input method
    if (event.nativeEvent.isComposing || event.keyCode === 229 || mentions.press(event)) {
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
      <IconButton
        icon={icon}
        label={label}
        look="primary"
        onPress={done}
        isDisabled={value.trim() === "" || excess > 0}
      />
    </div>
  );
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
  if (conversation.group?.may("send") !== false) {
    return undefined;
  }
  return conversation.isChannel ? t("composer.readersOnly") : t("composer.adminsOnly");
}

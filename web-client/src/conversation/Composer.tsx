import type { Conversation, Message, Span } from "@warbler/sdk";
import { Check, Pencil, Reply, SendHorizontal, X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
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
import { keepStyles, PLAIN, useDraftStyles } from "./draftStyles";
import { QuoteWords } from "./ReplyQuote";
import type { Styled } from "./styles";
import { useNow } from "./useNow";
import { WritingField } from "./WritingField";

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
  const styled = useDraftStyles((styles) => styles.byConversation[id]) ?? PLAIN;
  const [blank, setBlank] = useState("");
  const me = useMe();
  const change = (next: string) => {
    // white space alone is no draft worth keeping, but it can be typed
    setBlank(next.trim() === "" ? next : "");
    keepDraft(id, next);
    conversation.saveDraft(next.trim() === "" ? "" : next, next.trim() === "" ? undefined : answered);
    if (next !== "" && usePreferences.getState().tellsTyping) {
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
    const keptStyles = styled;
    conversation.send(words, { replyTo: answered, spans }).catch((failure) => {
      keepDraft(id, kept);
      keepStyles(id, keptStyles);
      conversation.saveDraft(kept, answered);
      toast(errorText(t, failure));
    });
    change("");
    keepStyles(id, PLAIN);
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
      styled={styled}
      onStyled={(next) => keepStyles(id, next)}
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
  const [styled, setStyled] = useState<Styled>(before);
  const end = () => composeDraft(conversation);
  const save = (words: string, written: readonly Span[]) => {
    end();
    const isSame = words === before.text && JSON.stringify(written) === JSON.stringify(before.spans);
    if (seq === undefined || isSame) {
      return;
    }
    conversation.edit(seq, words, { spans: written }).catch((failure) => toast(errorText(t, failure)));
  };
  return (
    <WritingField
      conversation={conversation}
      value={text}
      onChange={setText}
      styled={styled}
      onStyled={setStyled}
      onDone={save}
      onCancel={end}
      focusKey={message.key}
      icon={Check}
      label={t("composer.save")}
    />
  );
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

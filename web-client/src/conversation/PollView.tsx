import type { Conversation, Message, PollContent } from "@warbler/sdk";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { useTranslation } from "react-i18next";
import { useFormats } from "../i18n/formats";
import css from "./PollView.module.css";
import { isClosed } from "./polls";
import { quietly, useMayVote } from "./useMessageActions";
import { useNow } from "./useNow";

interface PollViewProps {
  readonly conversation: Conversation;
  readonly message: Message;
  readonly poll: PollContent;
}

/** A poll: pressing an answer chooses it, pressing it again takes that back. */
export function PollView({ conversation, message, poll }: PollViewProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow(poll.closesAt);
  const { seq, changes } = message;
  const { counts = [], voterCount = 0, mine = [] } = changes.poll ?? {};
  const closed = isClosed(message, now);
  const mayVote = useMayVote(conversation) && seq !== undefined && !closed;
  const choose = (option: number, isOn: boolean) => {
    const others = poll.multiple ? mine.filter((one) => one !== option) : [];
    quietly(conversation.vote(seq ?? 0, isOn ? [...others, option] : others));
  };
  const facts = [
    closed ? t("poll.closed") : poll.closesAt && t("poll.until", { time: formats.moment(poll.closesAt) }),
    poll.multiple && !closed && t("poll.multiple"),
    poll.anonymous && t("poll.anonymous"),
    t("poll.voters", { count: voterCount }),
  ];
  return (
    <span className={css.poll}>
      <bdi className={css.question} data-text>
        {poll.question}
      </bdi>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <span role="group" className={css.options} aria-label={poll.question}>
        {poll.options.map((option, index) => (
          <ToggleButton
            key={option}
            className={css.option ?? ""}
            isSelected={mine.includes(index)}
            isDisabled={!mayVote}
            onChange={(isOn) => choose(index, isOn)}
          >
            <span
              className={css.bar}
              style={{ "--share": share(counts[index], voterCount) } as React.CSSProperties}
              aria-hidden
            />
            <bdi className={css.words}>{option}</bdi>{" "}
            <span className={css.count} aria-hidden>
              {formats.number(counts[index] ?? 0)}
            </span>
            <span className="visually-hidden">{t("poll.votes", { count: counts[index] ?? 0 })}</span>
          </ToggleButton>
        ))}
      </span>
      <span className={css.facts}>{facts.filter(Boolean).join(" · ")}</span>
    </span>
  );
}

function share(count: number | undefined, voters: number): number {
  return voters === 0 ? 0 : (count ?? 0) / voters;
}

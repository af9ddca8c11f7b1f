import type { Conversation, Timeline, UserId } from "@warbler/sdk";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Virtualizer } from "virtua";
import { useMe } from "../client/ClientContext";
import { useSnapshot, useTimeline } from "../client/conversations";
import { useFormats } from "../i18n/formats";
import { Button, IconButton } from "../ui/Button";
import { Announcer } from "./Announcer";
import { EventLine } from "./EventLine";
import { MessageBubble } from "./MessageBubble";
import { PinnedBar } from "./PinnedBar";
import { firstSeqOf, type Row, rowsOf } from "./rows";
import css from "./TimelineView.module.css";
import { useMessageKeys } from "./useMessageKeys";
import { useScrolling } from "./useScrolling";
import { useUnreadMark } from "./useUnreadMark";

/** The messages of a conversation. Only what is near the window is in the document, however long it is. */
export function TimelineView({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const me = useMe();
  const timeline = useTimeline(conversation);
  const { unreadCount } = useSnapshot(conversation);
  const mark = useUnreadMark(conversation);
  const isAbove = mark !== undefined && timeline.hasOlder && firstSeqOf(timeline.items) > mark.after + 1;
  const unreadAfter = isAbove ? undefined : mark?.after;
  const rows = useMemo(() => shownRows(timeline, me, unreadAfter), [timeline, me, unreadAfter]);
  const scrolling = useScrolling(conversation, rows, isAbove ? mark.after : undefined);
  const pressed = useMessageKeys(conversation, rows, scrolling);
  return (
    <>
      <PinnedBar conversation={conversation} onJump={scrolling.toSeq} />
      <div className={css.place}>
        <div
          ref={scrolling.scroller}
          className={css.scroller}
          role="log"
          aria-live="off"
          aria-label={t("conversation.messages")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: who has only a keyboard scrolls here, too
          tabIndex={0}
          onKeyDown={pressed}
        >
          <div className={css.filler}>
            {rows.length === 0 && !timeline.hasOlder && !timeline.catchingUp && (
              <p className={css.beginning}>{t("conversation.noMessages")}</p>
            )}
          </div>
          <Virtualizer
            ref={scrolling.virtualizer}
            data={scrolling.rows}
            scrollRef={scrolling.scroller}
            shift={scrolling.isShifted}
            onScroll={scrolling.onScroll}
            onScrollEnd={scrolling.onScrollEnd}
            onResize={scrolling.onResize}
            bufferSize={600}
          >
            {(row) => <RowView key={row.key} row={row} conversation={conversation} onJump={scrolling.toSeq} />}
          </Virtualizer>
        </div>
        {isAbove && (
          <div className={css.above}>
            <Button icon={ArrowUp} onPress={scrolling.toUnread}>
              {t("conversation.toUnread", { count: mark.count })}
            </Button>
          </div>
        )}
        {!scrolling.isAtEnd && (
          <div className={css.below}>
            {unreadCount > 0 && (
              <span className={css.count} aria-hidden>
                {unreadCount}
              </span>
            )}
            <IconButton icon={ArrowDown} label={t("conversation.toEnd")} onPress={scrolling.toEnd} />
          </div>
        )}
        <Announcer conversation={conversation} />
      </div>
    </>
  );
}

/**
 * The rows that look the same whatever is loaded later: of the first item it is not known what stands above it, so it
 * waits until that is loaded.
 */
function shownRows({ items, hasOlder }: Timeline, me: UserId, unreadAfter: number | undefined): readonly Row[] {
  const rows = rowsOf(items, me, unreadAfter);
  return hasOlder && rows.length > 1 ? rows.slice(1) : rows;
}

interface RowViewProps {
  readonly row: Row;
  readonly conversation: Conversation;
  readonly onJump: (seq: number) => void;
}

function RowView({ row, conversation, onJump }: RowViewProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className={css.row}>
      {row.day && (
        <h2 className={css.day}>
          <time dateTime={row.day.toISOString()}>{formats.day(row.day)}</time>
        </h2>
      )}
      {row.isFirstUnread && <p className={css.unread}>{t("conversation.newMessages")}</p>}
      {row.type === "message" ? (
        <MessageBubble row={row} conversation={conversation} onJump={onJump} />
      ) : (
        <EventLine event={row.event} />
      )}
    </div>
  );
}

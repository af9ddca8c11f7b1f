import type { Conversation, PinnedMessage } from "@warbler/sdk";
import { Pin, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { useConnection } from "../client/ClientContext";
import { useSnapshot } from "../client/conversations";
import { nameOf, useUser } from "../client/people";
import { IconButton } from "../ui/Button";
import { contentText } from "./contentText";
import css from "./PinnedBar.module.css";
import { QuoteWords } from "./ReplyQuote";
import { quietly, useMayWrite } from "./useMessageActions";

interface PinnedBarProps {
  readonly conversation: Conversation;
  readonly onJump: (seq: number) => void;
}

/** What is pinned, newest pin first; each press goes to the next one. */
export function PinnedBar({ conversation, onJump }: PinnedBarProps) {
  const pins = usePins(conversation);
  const [step, setStep] = useState(0);
  const index = pins.length - 1 - (step % Math.max(1, pins.length));
  const pin = pins[index];
  return pin ? (
    <Pinned
      key={pin.message.key}
      conversation={conversation}
      pin={pin}
      place={{ index: index + 1, count: pins.length }}
      onPress={() => {
        onJump(pin.message.seq ?? 0);
        setStep(step + 1);
      }}
    />
  ) : null;
}

interface PinnedProps {
  readonly conversation: Conversation;
  readonly pin: PinnedMessage;
  readonly place: { readonly index: number; readonly count: number };
  readonly onPress: () => void;
}

function Pinned({ conversation, pin, place, onPress }: PinnedProps) {
  const { t } = useTranslation();
  const name = nameOf(useUser(pin.message.sender));
  const mayPin = useMayWrite(conversation) && (conversation.group?.may("pin") ?? true);
  const { seq } = pin.message;
  return (
    <section className={css.bar} aria-label={t("pins.label")}>
      <Button className={css.pin ?? ""} onPress={onPress}>
        <Pin size={16} aria-hidden />
        <QuoteWords name={name} text={contentText(t, pin.message.content)} />
        {place.count > 1 && (
          <span className={css.count}>
            <span aria-hidden>
              {place.index}/{place.count}
            </span>
            <span className="visually-hidden">{t("pins.next", place)}</span>
          </span>
        )}
      </Button>
      {mayPin && seq !== undefined && (
        <IconButton icon={X} label={t("pins.unpin")} onPress={() => quietly(conversation.unpin(seq))} />
      )}
    </section>
  );
}

/** What is pinned; read again when it changed, and after every loss of the connection. */
function usePins(conversation: Conversation): readonly PinnedMessage[] {
  const [pins, setPins] = useState<readonly PinnedMessage[]>([]);
  const isOnline = useConnection().status === "online";
  const exists = useSnapshot(conversation).lastSeq > 0;
  useEffect(() => {
    let latest = 0;
    const read = () => {
      const number = ++latest;
      conversation.pins().then(
        // an older answer may come after a newer one
        (read) => number === latest && setPins(read),
        // what was read stays until the connection is back
        () => undefined,
      );
    };
    if (isOnline && exists) {
      read();
    }
    const stop = conversation.on("pinsChanged", read);
    return () => {
      latest = 0;
      stop();
    };
  }, [conversation, isOnline, exists]);
  return pins;
}

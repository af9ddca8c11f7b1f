import type { Conversation } from "@warbler/sdk";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";
import { Dialog, DialogActions, DialogBody } from "../ui/Dialog";
import { Select, Switch, TextField } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { useAction } from "../ui/useAction";

const QUESTION_LENGTH = 255;
const OPTION_LENGTH = 100;
const MOST_OPTIONS = 20;
const HOUR_MS = 3_600_000;
const DURATIONS = { open: 0, hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const;

type Duration = keyof typeof DURATIONS;

interface PollDialogProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Asks the members of a conversation to choose. */
export default function PollDialog({ conversation, onClose }: PollDialogProps) {
  const { t } = useTranslation();
  const [question, setQuestion] = useState("");
  const [fields, setFields] = useState<readonly string[]>(["", ""]);
  const [multiple, setMultiple] = useState(false);
  const [anonymous, setAnonymous] = useState(false);
  const [duration, setDuration] = useState<Duration>("open");
  const action = useAction();
  const options = fields.map((field) => field.trim()).filter((field) => field !== "");
  const isAlike = new Set(options).size < options.length;
  const isGood = question.trim() !== "" && options.length >= 2 && !isAlike;
  const write = (index: number, text: string) => {
    const written = fields.map((field, at) => (at === index ? text : field));
    // there is always room for one more
    const isFull = written.at(-1) !== "" && written.length < MOST_OPTIONS;
    setFields(isFull ? [...written, ""] : written);
  };
  const ask = () => {
    const length = DURATIONS[duration];
    const closesAt = length === 0 ? undefined : new Date(Date.now() + length);
    return action.run(async () => {
      const content = { kind: "poll", question: question.trim(), options, multiple, anonymous, closesAt } as const;
      // it shows at once, and is told when it was refused
      conversation.send({ content }).catch(() => undefined);
      onClose();
    });
  };
  return (
    <Dialog title={t("poll.new")} isOpen onClose={onClose}>
      <DialogBody>
        <TextField
          label={t("poll.question")}
          value={question}
          onChange={setQuestion}
          maxLength={QUESTION_LENGTH}
          autoComplete="off"
          autoFocus
        />
        {fields.map((field, index) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: fields never change their places
            key={index}
            label={t("poll.answer", { number: index + 1 })}
            value={field}
            onChange={(text) => write(index, text)}
            maxLength={OPTION_LENGTH}
            autoComplete="off"
          />
        ))}
        {isAlike && <Notice tone="danger">{t("poll.alike")}</Notice>}
        <Switch isSelected={multiple} onChange={setMultiple}>
          {t("poll.multiple")}
        </Switch>
        <Switch isSelected={anonymous} onChange={setAnonymous}>
          {t("poll.anonymous")}
        </Switch>
        <Select
          label={t("poll.closes")}
          value={duration}
          options={(Object.keys(DURATIONS) as Duration[]).map((id) => ({ id, text: t(`poll.duration.${id}`) }))}
          onChange={setDuration}
        />
        {action.error && <Notice tone="danger">{action.error}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button look="primary" busy={action.busy} isDisabled={!isGood} onPress={ask}>
          {t("poll.ask")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

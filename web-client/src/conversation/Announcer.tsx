import type { Conversation, Message } from "@warbler/sdk";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { nameOf, useUser } from "../client/people";
import { contentText } from "./contentText";

const SPOKEN_LENGTH = 300;

/** Reads new messages of others to those who use a screen reader. */
export function Announcer({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const [message, setMessage] = useState<Message>();
  useEffect(() => {
    const stops = [
      conversation.on("message", (arrived) => arrived.status === "received" && setMessage(arrived)),
      // what was edited or deleted must not stay here as it was
      conversation.on("messageChanged", ({ key }) => setMessage((said) => (said?.key === key ? undefined : said))),
    ];
    return () => {
      for (const stop of stops) {
        stop();
      }
    };
  }, [conversation]);
  const sender = nameOf(useUser(message?.sender));
  return (
    <div className="visually-hidden" aria-live="polite">
      {message && `${sender}: ${contentText(t, message.content).slice(0, SPOKEN_LENGTH)}`}
    </div>
  );
}

import type { Conversation, Message } from "@warbler/sdk";
import { useEffect, useState } from "react";
import { nameOf, useUser } from "../client/people";

const SPOKEN_LENGTH = 300;

/** Reads new messages of others to those who use a screen reader. */
export function Announcer({ conversation }: { readonly conversation: Conversation }) {
  const [message, setMessage] = useState<Message>();
  useEffect(
    () => conversation.on("message", (arrived) => arrived.status === "received" && setMessage(arrived)),
    [conversation],
  );
  const sender = nameOf(useUser(message?.sender));
  return (
    <div className="visually-hidden" aria-live="polite">
      {message?.content.kind === "text" && `${sender}: ${message.content.text.slice(0, SPOKEN_LENGTH)}`}
    </div>
  );
}

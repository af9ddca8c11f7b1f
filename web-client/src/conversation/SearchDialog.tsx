import type { Conversation, Message, MessageQuery } from "@warbler/sdk";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../client/ClientContext";
import { useNames } from "../client/people";
import { usePages } from "../client/usePages";
import { Dialog, DialogBody } from "../ui/Dialog";
import { Select } from "../ui/Field";
import { goTo } from "./acting";
import { MessageList } from "./MessageList";

const KINDS = ["text", "image", "video", "file", "voice", "location", "contact", "custom", "bundle", "poll"] as const;
const DAY_MS = 86_400_000;
const DAYS = [1, 7, 30, 365] as const;
const ANY = "any";

type Kind = (typeof KINDS)[number];

interface SearchDialogProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Looks for messages by who sent them, what they are and when. */
export default function SearchDialog({ conversation, onClose }: SearchDialogProps) {
  const { t } = useTranslation();
  const [sender, setSender] = useState<string>(ANY);
  const [kind, setKind] = useState<Kind | typeof ANY>(ANY);
  const [days, setDays] = useState<string>(ANY);
  const members = useMembers(conversation);
  const names = useNames(members);
  const read = useCallback(
    (cursor?: string) => {
      const query: MessageQuery = {
        ...(sender !== ANY && { sender }),
        ...(kind !== ANY && { kind }),
        ...(days !== ANY && { sentAfter: new Date(Date.now() - Number(days) * DAY_MS) }),
      };
      return conversation.search(query, cursor === undefined ? {} : { cursor });
    },
    [conversation, sender, kind, days],
  );
  const pages = usePages<Message>(read);
  const anyone = { id: ANY, text: t("search.anyone") };
  return (
    <Dialog title={t("search.title")} isOpen onClose={onClose}>
      <DialogBody>
        <Select
          label={t("search.sender")}
          value={sender}
          options={[anyone, ...members.map((id, index) => ({ id, text: names[index] ?? id }))]}
          onChange={setSender}
        />
        <Select
          label={t("search.kind")}
          value={kind}
          options={[
            { id: ANY, text: t("search.anyKind") },
            ...KINDS.map((id) => ({ id, text: t(`search.kinds.${id}`) })),
          ]}
          onChange={setKind}
        />
        <Select
          label={t("search.time")}
          value={days}
          options={[
            { id: ANY, text: t("search.anyTime") },
            ...DAYS.map((count) => ({ id: String(count), text: t("search.days", { count }) })),
          ]}
          onChange={setDays}
        />
        <MessageList
          label={t("search.results")}
          pages={pages}
          empty={t("search.nothing")}
          onChoose={(message) => {
            onClose();
            goTo(message);
          }}
        />
      </DialogBody>
    </Dialog>
  );
}

/** Who may have sent something: members, where one may see them; who has left is found as one of all. */
function useMembers(conversation: Conversation): readonly string[] {
  const me = useMe();
  const { group, peer } = conversation;
  const [members, setMembers] = useState<readonly string[]>(peer === undefined ? [] : [me, peer]);
  useEffect(() => {
    let isOver = false;
    if (!group?.may("see-members")) {
      return;
    }
    group.members().then(
      (all) => isOver || setMembers(all.map(({ user }) => user)),
      // the other choices are there
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [group]);
  return members;
}

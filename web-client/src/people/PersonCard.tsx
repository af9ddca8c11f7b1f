import type { UserId } from "@warbler/sdk";
import { Ban, MessageCircle, UserRoundCheck, UserRoundPlus, UserRoundX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { addressOf } from "../app/place";
import { useClient, useMe } from "../client/ClientContext";
import { nameOf, useUser } from "../client/people";
import { usePresence } from "../client/presence";
import { refreshRelations, relationTo, useRelations } from "../client/relations";
import { Button } from "../ui/Button";
import { ConfirmDialog, type Question } from "../ui/Dialog";
import { Notice } from "../ui/Notice";
import { useAction } from "../ui/useAction";
import { Avatar } from "./Avatar";
import css from "./PersonCard.module.css";
import { PresenceLine } from "./PresenceLine";

interface PersonCardProps {
  readonly id: UserId;
  readonly isBesideConversation?: boolean;
}

/** Who a user is, how the logged-in user stands to them, and what can be done about it. */
export function PersonCard({ id, isBesideConversation = false }: PersonCardProps) {
  const me = useMe();
  const user = useUser(id);
  const presence = usePresence(id);
  const name = nameOf(user);
  return (
    <div className={css.card}>
      <Avatar id={id} name={name} size="l" isOnline={presence?.state === "online"} />
      <h2 className={css.name}>
        <bdi>{name}</bdi>
      </h2>
      {user && <p className={css.quiet}>@{user.name}</p>}
      <p className={css.quiet}>
        <PresenceLine presence={presence} />
      </p>
      {user?.statusText && (
        <p className={css.status} dir="auto">
          {user.statusText}
        </p>
      )}
      {id !== me && <RelationActions id={id} name={name} isBesideConversation={isBesideConversation} />}
    </div>
  );
}

function RelationActions({ id, name, isBesideConversation }: PersonCardProps & { readonly name: string }) {
  const { t } = useTranslation();
  const client = useClient();
  const [, navigate] = useLocation();
  const relations = useRelations();
  const action = useAction();
  const [question, setQuestion] = useState<Question>();
  const { friends } = client;
  const incoming = relations.incoming.find((request) => request.user === id);
  const outgoing = relations.outgoing.find((request) => request.user === id);
  const change = async (work: Promise<unknown>) => {
    await work;
    await refreshRelations(client);
  };
  const run = (work: () => Promise<unknown>) => () => action.run(() => change(work()));
  const ask = (title: string, text: string, act: () => Promise<unknown>) => () =>
    setQuestion({ title, text, confirm: title, isDanger: true, act: () => change(act()) });
  const relation = relationTo(relations, id);
  const write = () => navigate(addressOf.conversation(client.conversations.withUser(id).id));
  return (
    <>
      {action.error && <Notice tone="danger">{action.error}</Notice>}
      <div className={css.actions}>
        {relation === "friend" && !isBesideConversation && (
          <Button look="primary" icon={MessageCircle} onPress={write}>
            {t("person.write")}
          </Button>
        )}
        {relation === "none" && (
          <Button look="primary" icon={UserRoundPlus} busy={action.busy} onPress={run(() => friends.request(id))}>
            {t("person.request")}
          </Button>
        )}
        {incoming && relation === "incoming" && (
          <>
            <Button
              look="primary"
              icon={UserRoundCheck}
              busy={action.busy}
              onPress={run(() => friends.accept(incoming.id))}
            >
              {t("person.accept")}
            </Button>
            <Button onPress={run(() => friends.decline(incoming.id))}>{t("person.decline")}</Button>
          </>
        )}
        {outgoing && relation === "outgoing" && (
          <Button busy={action.busy} onPress={run(() => friends.withdraw(outgoing.id))}>
            {t("person.withdraw")}
          </Button>
        )}
        {relation === "blocked" && (
          <Button busy={action.busy} onPress={run(() => friends.unblock(id))}>
            {t("person.unblock")}
          </Button>
        )}
      </div>
      <div className={css.actions}>
        {relation === "friend" && (
          <Button
            look="danger"
            icon={UserRoundX}
            onPress={ask(t("person.remove"), t("person.removeText", { name }), () => friends.remove(id))}
          >
            {t("person.remove")}
          </Button>
        )}
        {relation !== "blocked" && (
          <Button
            look="danger"
            icon={Ban}
            onPress={ask(t("person.block"), t("person.blockText", { name }), () => friends.block(id))}
          >
            {t("person.block")}
          </Button>
        )}
      </div>
      <ConfirmDialog question={question} onClose={() => setQuestion(undefined)} />
    </>
  );
}

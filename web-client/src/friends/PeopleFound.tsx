import type { User, UserId } from "@warbler/sdk";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, useMe } from "../client/ClientContext";
import { learn } from "../client/people";
import { useRelations } from "../client/relations";
import { errorText } from "../i18n/errors";
import { EmptyState } from "../ui/EmptyState";
import { Notice } from "../ui/Notice";
import css from "./FriendsPane.module.css";
import { PeopleList } from "./PeopleList";

/** The server searches for no shorter beginnings of names. */
const PREFIX_LENGTH = 3;
const PAUSE_MS = 250;
const RESULTS = 20;
const NAME = /^[a-z0-9_.-]+$/;

interface PeopleFoundProps {
  readonly query: string;
  readonly current: UserId | undefined;
}

/** Friends whose name has the words, and everybody whose user name begins so. */
export function PeopleFound({ query, current }: PeopleFoundProps) {
  const { t } = useTranslation();
  const prefix = query.trim().replace(/^@/, "").toLowerCase();
  const words = query.trim().toLocaleLowerCase().split(/\s+/);
  const friends = useRelations((relations) => relations.friends);
  const { users, error } = useSearch(prefix);
  const others = users?.map((user) => user.id).filter((id) => !friends.includes(id));
  return (
    <>
      <PeopleList label={t("friends.list.all")} people={friends} current={current} words={words} />
      <h2 className={css.heading}>{t("friends.others")}</h2>
      {error && <Notice tone="danger">{error}</Notice>}
      {prefix.length < PREFIX_LENGTH && <p className={css.hint}>{t("friends.typeMore")}</p>}
      {others && others.length > 0 && <PeopleList label={t("friends.others")} people={others} current={current} />}
      {others?.length === 0 && (
        <EmptyState title={t("friends.nobodyFound")} text={t("friends.nobodyFoundText")} art="nothing" />
      )}
    </>
  );
}

/** Searches once the typing pauses; undefined: nothing was searched yet. */
function useSearch(prefix: string): {
  readonly users: readonly User[] | undefined;
  readonly error: string | undefined;
} {
  const { t } = useTranslation();
  const client = useClient();
  const me = useMe();
  const [users, setUsers] = useState<readonly User[]>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    setError(undefined);
    if (prefix.length < PREFIX_LENGTH || !NAME.test(prefix)) {
      setUsers(prefix.length < PREFIX_LENGTH ? undefined : []);
      return;
    }
    let isWanted = true;
    const timer = setTimeout(() => {
      client.users.search(prefix, { limit: RESULTS }).then(
        ({ items }) => {
          if (isWanted) {
            learn(items);
            setUsers(items.filter((user) => user.id !== me));
          }
        },
        (failure) => isWanted && setError(errorText(t, failure)),
      );
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [client, me, prefix, t]);
  return { users, error };
}

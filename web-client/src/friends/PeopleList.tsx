import type { UserId } from "@warbler/sdk";
import type { ReactNode } from "react";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { useLocation } from "wouter";
import { addressOf } from "../app/place";
import { nameOf, useNames, useUser } from "../client/people";
import { usePresence } from "../client/presence";
import { matches } from "../inbox/search";
import { Avatar } from "../people/Avatar";
import { PresenceLine } from "../people/PresenceLine";
import css from "./FriendsPane.module.css";

interface PeopleListProps {
  readonly label: string;
  readonly people: readonly UserId[];
  readonly current: UserId | undefined;
  /** Only names that have each of these words. */
  readonly words?: readonly string[];
}

/** People by name; each leads to their page. */
export function PeopleList({ label, people, current, words = [] }: PeopleListProps) {
  const [, navigate] = useLocation();
  const names = useNames(people);
  const sorted = people
    .map((id, index) => ({ id, name: names[index] ?? "" }))
    .filter(({ name }) => matches(name, words))
    .sort((one, other) => one.name.localeCompare(other.name));
  return (
    <ListBox
      aria-label={label}
      items={sorted}
      dependencies={[names, current]}
      onAction={(id) => navigate(addressOf.person(String(id)))}
      className={css.rows ?? ""}
    >
      {(person) => (
        <ListBoxItem
          id={person.id}
          textValue={person.name}
          className={css.row ?? ""}
          data-current={person.id === current || undefined}
        >
          <Person id={person.id} />
        </ListBoxItem>
      )}
    </ListBox>
  );
}

/** A user in a list. */
export function Person({ id, children }: { readonly id: UserId; readonly children?: ReactNode }) {
  const user = useUser(id);
  const presence = usePresence(id);
  const name = nameOf(user);
  return (
    <>
      <Avatar id={id} name={name} isOnline={presence?.state === "online"} />
      <span className={css.words}>
        <bdi className={css.name}>{name}</bdi>
        <span className={css.quiet}>
          {children ?? (user?.statusText ? <bdi>{user.statusText}</bdi> : <PresenceLine presence={presence} />)}
        </span>
      </span>
    </>
  );
}

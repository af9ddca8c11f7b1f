import type { User, UserId, WarblerClient } from "@warbler/sdk";
import { useEffect } from "react";
import { create } from "zustand";
import { useClient } from "./ClientContext";

const KEPT = "warbler.people";
const KEPT_COUNT = 500;
const FRESH_MS = 5 * 60_000;

interface People {
  /** What is known of others, by id: of this session, and of earlier ones for reading without a network. */
  readonly users: ReadonlyMap<UserId, User>;
}

/** Names of people whom the interface shows. */
export const usePeople = create<People>(() => ({ users: new Map() }));

const askedAt = new Map<UserId, number>();

/** Takes up what an earlier visit knew. */
export function restorePeople(): void {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]") as User[];
    usePeople.setState({ users: new Map(kept.map((user) => [user.id, user])) });
  } catch {
    localStorage.removeItem(KEPT);
  }
}

/** Forgets everybody, when somebody else may log in next. */
export function forgetPeople(): void {
  localStorage.removeItem(KEPT);
  askedAt.clear();
  usePeople.setState({ users: new Map() });
}

/** Takes over what the server told of users. */
export function learn(users: readonly User[]): void {
  const known = new Map(usePeople.getState().users);
  for (const user of users) {
    known.delete(user.id);
    known.set(user.id, user);
    askedAt.set(user.id, Date.now());
  }
  usePeople.setState({ users: known });
  try {
    localStorage.setItem(KEPT, JSON.stringify([...known.values()].slice(-KEPT_COUNT)));
  } catch {
    // full or forbidden: names are asked for again next time
  }
}

function ask(client: WarblerClient, id: UserId): void {
  if (id === "" || Date.now() - (askedAt.get(id) ?? 0) < FRESH_MS) {
    return;
  }
  askedAt.set(id, Date.now());
  client.users.get(id).then(
    (user) => user && learn([user]),
    () => askedAt.delete(id),
  );
}

/** What is known of a user; asks the server when that is nothing or old. */
export function useUser(id: UserId | undefined): User | undefined {
  const client = useClient();
  useEffect(() => {
    if (id !== undefined) {
      ask(client, id);
    }
  }, [client, id]);
  return usePeople((people) => (id === undefined ? undefined : people.users.get(id)));
}

/** How a user is called here. */
export function nameOf(user: User | undefined): string {
  return user ? (user.displayName ?? user.name) : "…";
}

/** The names of some users, in their order. */
export function useNames(ids: readonly UserId[]): readonly string[] {
  const client = useClient();
  const users = usePeople((people) => people.users);
  const key = ids.join();
  useEffect(() => {
    for (const id of key === "" ? [] : key.split(",")) {
      ask(client, id);
    }
  }, [client, key]);
  return ids.map((id) => nameOf(users.get(id)));
}

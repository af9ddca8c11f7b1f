import type { FriendRequest, UserId, WarblerClient } from "@warbler/sdk";
import { create } from "zustand";

/** Friends, requests and blocks, as the server last told. */
export interface Relations {
  readonly status: "loading" | "known" | "failed";
  readonly friends: readonly UserId[];
  readonly incoming: readonly FriendRequest[];
  readonly outgoing: readonly FriendRequest[];
  readonly blocked: readonly UserId[];
}

const NOTHING: Relations = { status: "loading", friends: [], incoming: [], outgoing: [], blocked: [] };

export const useRelations = create<Relations>(() => NOTHING);

/** How the user stands to another. */
export type Relation = "friend" | "incoming" | "outgoing" | "blocked" | "none";

export function relationTo(relations: Relations, user: UserId): Relation {
  if (relations.blocked.includes(user)) {
    return "blocked";
  }
  if (relations.friends.includes(user)) {
    return "friend";
  }
  if (relations.incoming.some((request) => request.user === user)) {
    return "incoming";
  }
  return relations.outgoing.some((request) => request.user === user) ? "outgoing" : "none";
}

/** Reads all lists anew. */
export async function refreshRelations(client: WarblerClient): Promise<void> {
  const { friends } = client;
  try {
    const [list, incoming, outgoing, blocked] = await Promise.all([
      friends.list(),
      friends.incoming(),
      friends.outgoing(),
      friends.blocked(),
    ]);
    useRelations.setState({ status: "known", friends: list, incoming, outgoing, blocked });
  } catch {
    useRelations.setState(({ status }) => ({ status: status === "known" ? "known" : "failed" }));
  }
}

/**
 * Keeps the lists as they are on the server, for as long as somebody is logged in.
 *
 * @returns ends it
 */
export function keepRelations(client: WarblerClient): () => void {
  useRelations.setState(NOTHING);
  let pending: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(pending);
    pending = setTimeout(() => refreshRelations(client), 50);
  };
  const endChange = client.friends.on("change", soon);
  const endConnection = client.on("connection", (state) => state.status === "online" && soon());
  soon();
  return () => {
    clearTimeout(pending);
    endChange();
    endConnection();
  };
}

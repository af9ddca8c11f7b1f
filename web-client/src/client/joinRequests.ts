import type { Conversation, ConversationId, JoinRequest, JoinRequestState, WarblerClient } from "@warbler/sdk";
import { useEffect } from "react";
import { create } from "zustand";
import { useClient } from "./ClientContext";
import { useSnapshot } from "./conversations";
import { paced } from "./paced";

/** Live events of larger groups do not say who asks. */
const LARGE_ABOVE = 200;
/** In a large group something happens all the time. */
const LARGE_PAUSE_MS = 10_000;
/** Much comes at once when much was missed. */
const PAUSE_MS = 1_000;
const ASKED = "warbler.asked";

const NOBODY: readonly JoinRequest[] = [];

interface Waiting {
  readonly byGroup: Readonly<Record<ConversationId, readonly JoinRequest[]>>;
}

const useWaiting = create<Waiting>(() => ({ byGroup: {} }));

/** Who waits to be let into a group, for those who may let them in. */
export function useJoinRequests({ id }: Conversation): readonly JoinRequest[] {
  return useWaiting(({ byGroup }) => byGroup[id] ?? NOBODY);
}

/** Keeps that as it is on the server. To be called once where the group is shown. */
export function useJoinRequestsKept(conversation: Conversation): void {
  const client = useClient();
  const { group } = useSnapshot(conversation);
  const { id } = conversation;
  const mayApprove = group !== undefined && !group.dissolved && (conversation.group?.may("approve") ?? false);
  const isLarge = (group?.memberCount ?? 0) > LARGE_ABOVE;
  useEffect(() => {
    const show = (requests: readonly JoinRequest[]) =>
      useWaiting.setState(({ byGroup }) => ({ byGroup: { ...byGroup, [id]: requests } }));
    if (!mayApprove) {
      show(NOBODY);
      return;
    }
    let hasEnded = false;
    let pending: ReturnType<typeof setTimeout> | undefined;
    const reading = paced(
      async () =>
        conversation.group?.joinRequests().then(
          (requests) => hasEnded || show(requests),
          // what was known stays until the next time
          () => undefined,
        ),
      PAUSE_MS,
    );
    const read = () => {
      clearTimeout(pending);
      pending = undefined;
      reading.want();
    };
    const soon = () => {
      pending ??= setTimeout(read, LARGE_PAUSE_MS);
    };
    read();
    const ends = [
      reading.end,
      conversation.on("event", read),
      client.on("connection", ({ status }) => status === "online" && read()),
      ...(isLarge ? [conversation.on("snapshot", soon)] : []),
    ];
    return () => {
      hasEnded = true;
      clearTimeout(pending);
      for (const end of ends) {
        end();
      }
    };
  }, [client, conversation, id, mayApprove, isLarge]);
}

/** Groups that the user has asked to join, with their titles: nobody else tells these who is no member. */
function asked(): Readonly<Record<ConversationId, string>> {
  try {
    return JSON.parse(localStorage.getItem(ASKED) ?? "{}") as Record<ConversationId, string>;
  } catch {
    return {};
  }
}

function keepAsked(all: Readonly<Record<ConversationId, string>>): void {
  try {
    localStorage.setItem(ASKED, JSON.stringify(all));
  } catch {
    // full or forbidden: the decision is told without the group's title
  }
}

/** The user waits to be let into a group. */
export function noteAsked(group: ConversationId, title: string): void {
  keepAsked({ ...asked(), [group]: title });
}

/** Forgets who asks whom, when somebody else may log in next. */
export function forgetJoinRequests(): void {
  localStorage.removeItem(ASKED);
  useWaiting.setState({ byGroup: {} });
}

/** A decision that the user waited for. */
export interface Decision {
  readonly state: "approved" | "declined";
  readonly group: ConversationId;
  /** Undefined: the request was made on another device. */
  readonly title: string | undefined;
}

/**
 * Tells what becomes of requests of the user to join groups, each once; what was decided while nobody was connected, too.
 *
 * @returns ends it
 */
export function watchDecisions(client: WarblerClient, decided: (decision: Decision) => void): () => void {
  const take = (group: ConversationId, state: JoinRequestState | undefined, isWaiting: boolean) => {
    const { [group]: title, ...others } = asked();
    if (state === "open") {
      return;
    }
    keepAsked(others);
    const isTold = title !== undefined || isWaiting;
    if (isTold && (state === "approved" || state === "declined")) {
      decided({ state, group, title });
    }
  };
  const look = () => {
    for (const group of Object.keys(asked())) {
      client.conversations.joinRequest(group).then(
        (state) => {
          const isMember = client.conversations.get(group)?.snapshot.group?.role !== undefined;
          take(group, isMember ? "approved" : state, false);
        },
        // it is asked again with the next connection
        () => undefined,
      );
    }
  };
  let last = "";
  const ends = [
    client.on("joinRequest", ({ conversation, state }) => {
      // it may be told twice
      const told = `${conversation} ${state}`;
      take(conversation, state, told !== last);
      last = told;
    }),
    client.on("connection", ({ status }) => status === "online" && look()),
  ];
  if (client.connection.status === "online") {
    look();
  }
  return () => {
    for (const end of ends) {
      end();
    }
  };
}

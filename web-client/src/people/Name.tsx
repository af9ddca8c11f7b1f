import type { UserId } from "@warbler/sdk";
import { nameOf, useUser } from "../client/people";

/** A user's name as plain text that keeps its direction to itself. */
export function Name({ id }: { readonly id: UserId }) {
  return <bdi>{nameOf(useUser(id))}</bdi>;
}

import type { Message } from "@warbler/sdk";

/** Whether nobody votes any more, by this device's clock; the server decides by its own. */
export function isClosed({ content, changes }: Message, now: number): boolean {
  const closesAt = content.kind === "poll" ? content.closesAt : undefined;
  return changes.poll?.closedAt !== undefined || (closesAt !== undefined && closesAt.getTime() <= now);
}

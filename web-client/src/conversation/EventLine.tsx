import type { GroupEvent } from "@warbler/sdk";
import { memo } from "react";
import { useEventText } from "../group/eventText";
import css from "./EventLine.module.css";

/** Something that happened in a group and is no message. */
export const EventLine = memo(function EventLine({ event }: { readonly event: GroupEvent }) {
  const text = useEventText(event);
  return <p className={css.event}>{text}</p>;
});

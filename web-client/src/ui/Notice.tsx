import type { ReactNode } from "react";
import css from "./Notice.module.css";

interface NoticeProps {
  readonly tone: "danger" | "warn" | "quiet";
  readonly children: ReactNode;
}

/** Words about what went wrong or what is to be known, said aloud when they appear. */
export function Notice({ tone, children }: NoticeProps) {
  return (
    <p role={tone === "danger" ? "alert" : "status"} className={css.notice} data-tone={tone}>
      {children}
    </p>
  );
}

import { Bird, Inbox, SearchX, Users } from "lucide-react";
import type { ReactNode } from "react";
import css from "./EmptyState.module.css";

const ART = { bird: Bird, inbox: Inbox, people: Users, nothing: SearchX };

interface EmptyStateProps {
  readonly title: string;
  readonly text?: string;
  readonly art: keyof typeof ART;
  readonly children?: ReactNode;
}

/** What stands where there is nothing yet: what that means, and what to do about it. */
export function EmptyState({ title, text, art, children }: EmptyStateProps) {
  const Art = ART[art];
  return (
    <div className={css.empty}>
      <span className={css.art}>
        <Art size={32} strokeWidth={1.5} aria-hidden />
      </span>
      <h2 className={css.title}>{title}</h2>
      {text && <p className={css.text}>{text}</p>}
      {children && <div className={css.actions}>{children}</div>}
    </div>
  );
}

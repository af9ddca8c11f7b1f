import { Users } from "lucide-react";
import css from "./Avatar.module.css";
import { hueOf, initialsOf } from "./initials";

interface AvatarProps {
  /** What gives the colour: the same id, the same colour. */
  readonly id: string;
  readonly name: string;
  readonly size?: "s" | "m" | "l";
  readonly isGroup?: boolean;
  readonly isOnline?: boolean;
}

/**
 * Stands for a user or a group. Pictures of users lie on hosts of their choice, which would be told who looks; they are
 * not shown until the server keeps pictures itself.
 */
export function Avatar({ id, name, size = "m", isGroup = false, isOnline = false }: AvatarProps) {
  return (
    <span className={css.avatar} data-size={size} aria-hidden style={{ "--hue": hueOf(id) } as React.CSSProperties}>
      <span className={css.face}>{isGroup ? <Users className={css.group} /> : initialsOf(name)}</span>
      {isOnline && <span className={css.online} />}
    </span>
  );
}

import { LoaderCircle, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from "react-aria-components";
import css from "./Button.module.css";

export interface ButtonProps extends Omit<AriaButtonProps, "children" | "className"> {
  readonly children: ReactNode;
  readonly look?: "primary" | "plain" | "quiet" | "danger";
  readonly icon?: LucideIcon;
  readonly busy?: boolean;
  readonly wide?: boolean;
}

/** A button with words on it. `busy`: it works, cannot be pressed again and keeps its focus. */
export function Button({ children, look = "plain", icon: Icon, busy = false, wide = false, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} isPending={busy} className={css.button ?? ""} data-look={look} data-wide={wide || undefined}>
      {busy ? <LoaderCircle className={css.spinner} size={16} aria-hidden /> : Icon && <Icon size={16} aria-hidden />}
      <span>{children}</span>
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, "children" | "className"> {
  readonly icon: LucideIcon;
  /** What it does; read to those who do not see the icon, shown to those who point at it. */
  readonly label: string;
  readonly look?: "quiet" | "primary";
}

/** A button with an icon only. */
export function IconButton({ icon: Icon, label, look = "quiet", ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...rest} aria-label={label} className={css.icon ?? ""} data-look={look}>
        <Icon size={20} aria-hidden />
      </AriaButton>
      <Tooltip className={css.tooltip ?? ""} offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}

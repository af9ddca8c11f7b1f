import { EllipsisVertical, type LucideIcon } from "lucide-react";
import type { Key, RefObject } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { IconButton } from "./Button";
import css from "./Menu.module.css";

export interface MenuAction {
  readonly id: string;
  readonly text: string;
  readonly icon?: LucideIcon;
  readonly isDanger?: boolean;
  readonly act: () => void;
}

interface MenuProps {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  readonly icon?: LucideIcon;
  readonly isDisabled?: boolean;
}

/** A button that opens a list of what can be done. */
export function Menu({ label, actions, icon = EllipsisVertical, isDisabled = false }: MenuProps) {
  return (
    <MenuTrigger>
      <IconButton icon={icon} label={label} isDisabled={isDisabled} />
      <Popover className={css.popover ?? ""} placement="bottom end">
        <Actions label={label} actions={actions} onAction={(id) => actions.find((one) => one.id === id)?.act()} />
      </Popover>
    </MenuTrigger>
  );
}

interface ActionsPopoverProps {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  /** What it opens at. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** The same list, opened by something else than its button. */
export function ActionsPopover({ label, actions, anchor, onClose }: ActionsPopoverProps) {
  const act = (id: Key) => {
    onClose();
    actions.find((one) => one.id === id)?.act();
  };
  return (
    <Popover
      triggerRef={anchor}
      isOpen={actions.length > 0}
      onOpenChange={(isOpen) => isOpen || onClose()}
      className={css.popover ?? ""}
      placement="bottom end"
    >
      <Actions label={label} actions={actions} onAction={act} autoFocus="first" />
    </Popover>
  );
}

interface ActionsProps {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  readonly onAction: (id: Key) => void;
  readonly autoFocus?: "first";
}

function Actions({ label, actions, onAction, ...focus }: ActionsProps) {
  return (
    <AriaMenu aria-label={label} className={css.menu ?? ""} onAction={onAction} {...focus}>
      {actions.map(({ id, text, icon: Icon, isDanger }) => (
        <MenuItem key={id} id={id} textValue={text} className={css.item ?? ""} data-danger={isDanger || undefined}>
          {Icon && <Icon size={16} aria-hidden />}
          <span>{text}</span>
        </MenuItem>
      ))}
    </AriaMenu>
  );
}

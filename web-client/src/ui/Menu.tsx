import { EllipsisVertical, type LucideIcon } from "lucide-react";
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
}

/** A button that opens a list of what can be done. */
export function Menu({ label, actions, icon = EllipsisVertical }: MenuProps) {
  return (
    <MenuTrigger>
      <IconButton icon={icon} label={label} />
      <Popover className={css.popover ?? ""} placement="bottom end">
        <AriaMenu className={css.menu ?? ""} onAction={(id) => actions.find((action) => action.id === id)?.act()}>
          {actions.map(({ id, text, icon: Icon, isDanger }) => (
            <MenuItem key={id} id={id} textValue={text} className={css.item ?? ""} data-danger={isDanger || undefined}>
              {Icon && <Icon size={16} aria-hidden />}
              <span>{text}</span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

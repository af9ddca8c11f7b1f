import { Check, ChevronDown, Search, X } from "lucide-react";
import type { ReactNode } from "react";
import {
  SearchField as AriaSearchField,
  Select as AriaSelect,
  Switch as AriaSwitch,
  Button,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from "react-aria-components";
import css from "./Field.module.css";

export { TextField } from "./TextField";

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly clearLabel: string;
  readonly autoFocus?: boolean;
  readonly id?: string;
}

/** A search field whose label is its placeholder. */
export function SearchField({ label, value, onChange, clearLabel, autoFocus = false, id }: SearchFieldProps) {
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      className={css.search ?? ""}
      {...(id ? { id } : {})}
    >
      <Search size={16} aria-hidden />
      <Input placeholder={label} className={css.searchInput ?? ""} dir="auto" autoComplete="off" spellCheck={false} />
      <Button aria-label={clearLabel} className={css.clear ?? ""}>
        <X size={14} aria-hidden />
      </Button>
    </AriaSearchField>
  );
}

interface SelectProps<K extends string> {
  readonly label: string;
  readonly value: K;
  readonly options: readonly { readonly id: K; readonly text: string }[];
  readonly onChange: (value: K) => void;
  readonly isDisabled?: boolean;
}

/** A choice of one of several that opens on demand. */
export function Select<K extends string>({ label, value, options, onChange, isDisabled = false }: SelectProps<K>) {
  return (
    <AriaSelect
      value={value}
      onChange={(key) => onChange(key as K)}
      isDisabled={isDisabled}
      className={css.field ?? ""}
    >
      <Label className={css.label ?? ""}>{label}</Label>
      <Button className={css.select ?? ""}>
        <SelectValue className={css.selectValue ?? ""} />
        <ChevronDown size={16} aria-hidden />
      </Button>
      <Popover className={css.popover ?? ""}>
        <ListBox className={css.options ?? ""} items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.text} className={css.option ?? ""}>
              <span>{option.text}</span>
              <Check size={16} aria-hidden className={css.check} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

interface SwitchProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

export function Switch({ children, isSelected, onChange }: SwitchProps) {
  return (
    <AriaSwitch isSelected={isSelected} onChange={onChange} className={css.switch ?? ""}>
      <span>{children}</span>
      <span className={css.track} aria-hidden />
    </AriaSwitch>
  );
}

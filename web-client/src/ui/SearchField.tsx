import { Search, X } from "lucide-react";
import { SearchField as AriaSearchField, Button, Input } from "react-aria-components";
import css from "./Field.module.css";

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

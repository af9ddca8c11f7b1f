import type { UserId } from "@warbler/sdk";
import { Check } from "lucide-react";
import { useId, useState } from "react";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { useTranslation } from "react-i18next";
import { useNames } from "../client/people";
import { matches } from "../inbox/search";
import { Avatar } from "../people/Avatar";
import { SearchField } from "../ui/Field";
import css from "./PeopleChoice.module.css";

/** With fewer people than this, searching is slower than looking. */
const SEARCHED_COUNT = 8;

interface PeopleChoiceProps {
  readonly label: string;
  readonly people: readonly UserId[];
  readonly chosen: readonly UserId[];
  readonly onChoose: (chosen: readonly UserId[]) => void;
}

/** Chooses some of several people. */
export function PeopleChoice({ label, people, chosen, onChoose }: PeopleChoiceProps) {
  const { t } = useTranslation();
  const id = useId();
  const [query, setQuery] = useState("");
  const names = useNames(people);
  const words = query.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const shown = people
    .map((user, index) => ({ id: user, name: names[index] ?? "" }))
    .filter((person) => matches(person.name, words));
  return (
    <div className={css.choice}>
      <h3 id={id} className={css.label}>
        {label}
        {chosen.length > 0 && <span className={css.count}>{t("group.chosen", { count: chosen.length })}</span>}
      </h3>
      {people.length >= SEARCHED_COUNT && (
        <SearchField label={t("friends.search")} clearLabel={t("common.clear")} value={query} onChange={setQuery} />
      )}
      <ListBox
        aria-labelledby={id}
        selectionMode="multiple"
        selectedKeys={chosen}
        onSelectionChange={(keys) => onChoose(keys === "all" ? people : [...keys].map(String))}
        items={shown}
        dependencies={[names]}
        className={css.list ?? ""}
        renderEmptyState={() => <p className={css.nobody}>{t("group.nobody")}</p>}
      >
        {(person) => (
          <ListBoxItem id={person.id} textValue={person.name} className={css.person ?? ""}>
            <Avatar id={person.id} name={person.name} size="s" />
            <bdi className={css.name}>{person.name}</bdi>
            <span className={css.box} aria-hidden>
              <Check size={14} strokeWidth={3} />
            </span>
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  );
}

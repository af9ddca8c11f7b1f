import { useTranslation } from "react-i18next";
import { BackButton, PaneHeader } from "../ui/Pane";
import { PersonCard } from "./PersonCard";
import css from "./PersonPage.module.css";

/** A page about one user. */
export default function PersonPage({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  return (
    <>
      <div className={css.bar}>
        <BackButton to="/friends" />
        <PaneHeader title={t("person.title")} />
      </div>
      <div className={css.content}>
        <PersonCard id={id} />
      </div>
    </>
  );
}

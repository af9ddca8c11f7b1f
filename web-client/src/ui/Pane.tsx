import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { IconButton } from "./Button";
import css from "./Pane.module.css";

/** The head of a list: its title, and what can be done. */
export function PaneHeader({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <header className={css.header}>
      <h1 className={css.title}>{title}</h1>
      {children}
    </header>
  );
}

/** Leads back to the list where the window is too small for both. */
export function BackButton({ to }: { readonly to: string }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <span className={css.back}>
      <IconButton icon={ArrowLeft} label={t("common.back")} onPress={() => navigate(to)} />
    </span>
  );
}

import type { ReactNode } from "react";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { useTranslation } from "react-i18next";
import { ACCENTS, DENSITIES, LANGUAGES, prefer, SIZES, THEMES, usePreferences } from "../preferences/preferences";
import { Switch } from "../ui/Field";
import css from "./SettingsPage.module.css";

const LANGUAGE_NAMES = { en: "English", zh: "中文" };

/** How the interface looks and behaves on this device. */
export function AppearanceSettings() {
  const { t } = useTranslation();
  const preferences = usePreferences();
  return (
    <>
      <Choice
        label={t("settings.language")}
        value={preferences.language}
        options={LANGUAGES}
        text={(language) => <span lang={language}>{LANGUAGE_NAMES[language]}</span>}
        onChange={(language) => prefer({ language })}
      />
      <Choice
        label={t("settings.theme")}
        value={preferences.theme}
        options={THEMES}
        text={(theme) => t(`settings.themes.${theme}`)}
        onChange={(theme) => prefer({ theme })}
      />
      <Choice
        label={t("settings.accent")}
        value={preferences.accent}
        options={ACCENTS}
        text={(accent) => (
          <>
            <span className={css.swatch} data-accent-swatch={accent} aria-hidden />
            {t(`settings.accents.${accent}`)}
          </>
        )}
        onChange={(accent) => prefer({ accent })}
      />
      <Choice
        label={t("settings.density")}
        value={preferences.density}
        options={DENSITIES}
        text={(density) => t(`settings.densities.${density}`)}
        onChange={(density) => prefer({ density })}
      />
      <Choice
        label={t("settings.size")}
        value={preferences.size}
        options={SIZES}
        text={(size) => t(`settings.sizes.${size}`)}
        onChange={(size) => prefer({ size })}
      />
      <Switch isSelected={preferences.enterSends} onChange={(enterSends) => prefer({ enterSends })}>
        {t("settings.enterSends")}
      </Switch>
    </>
  );
}

interface ChoiceProps<K extends string> {
  readonly label: string;
  readonly value: K;
  readonly options: readonly K[];
  readonly text: (option: K) => ReactNode;
  readonly onChange: (option: K) => void;
}

function Choice<K extends string>({ label, value, options, text, onChange }: ChoiceProps<K>) {
  return (
    <RadioGroup value={value} onChange={(option) => onChange(option as K)} className={css.group ?? ""}>
      <Label className={css.label ?? ""}>{label}</Label>
      <div className={css.choices}>
        {options.map((option) => (
          <Radio key={option} value={option} className={css.choice ?? ""}>
            {text(option)}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

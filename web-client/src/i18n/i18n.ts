import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { type Language, usePreferences } from "../preferences/preferences";
import { en } from "./en";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
    returnNull: false;
  }
}

/** Loads what the preferred language needs; English is always there. */
export async function startTranslation(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  await speak(usePreferences.getState().language);
}

/** Changes the language of everything that is shown. */
export async function speak(language: Language): Promise<void> {
  if (language === "zh" && !i18next.hasResourceBundle("zh", "translation")) {
    const { zh } = await import("./zh");
    i18next.addResourceBundle("zh", "translation", zh);
  }
  await i18next.changeLanguage(language);
}

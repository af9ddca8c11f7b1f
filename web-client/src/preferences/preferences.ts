import { create } from "zustand";

const KEPT = "warbler.preferences";

export const LANGUAGES = ["en", "zh"] as const;
export const THEMES = ["system", "light", "dark"] as const;
export const ACCENTS = ["blue", "violet", "teal", "green", "amber", "rose"] as const;
export const DENSITIES = ["comfortable", "compact"] as const;
export const SIZES = ["small", "medium", "large", "larger"] as const;

export type Language = (typeof LANGUAGES)[number];

/** How the interface looks and behaves on this device. */
export interface Preferences {
  readonly language: Language;
  readonly theme: (typeof THEMES)[number];
  readonly accent: (typeof ACCENTS)[number];
  readonly density: (typeof DENSITIES)[number];
  readonly size: (typeof SIZES)[number];
  /** Whether Enter sends; otherwise it begins a line and Ctrl+Enter sends. */
  readonly enterSends: boolean;
  /** Whether the system tells what comes while nobody looks, and what it says. */
  readonly notifies: boolean;
  readonly noticesTellWords: boolean;
  /** Whether others see that the user is typing. */
  readonly tellsTyping: boolean;
}

export const usePreferences = create<Preferences>(() => ({
  language: browserLanguage(),
  theme: "system",
  accent: "blue",
  density: "comfortable",
  size: "medium",
  enterSends: true,
  notifies: false,
  noticesTellWords: true,
  tellsTyping: true,
  ...kept(),
}));

/** Changes some, applies and keeps them. */
export function prefer(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  applyPreferences();
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...change }));
  } catch {
    // full or forbidden: they hold as long as the page
  }
}

/** Puts them on the document, where tokens.css reads them; public/boot.js does the same before the first paint. */
export function applyPreferences(): void {
  const { language, theme, accent, density, size } = usePreferences.getState();
  const root = document.documentElement;
  root.lang = language === "zh" ? "zh-Hans" : "en";
  Object.assign(root.dataset, { theme, accent, density, size });
}

function kept(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Partial<Preferences>;
  } catch {
    return {};
  }
}

function browserLanguage(): Language {
  return navigator.languages?.find((tag) => /^(en|zh)\b/.test(tag))?.startsWith("zh") ? "zh" : "en";
}

import { useMemo } from "react";
import { usePreferences } from "../preferences/preferences";

const DAY_MS = 86_400_000;

/** Dates and times in the language of the interface. */
export interface Formats {
  /** 14:05 */
  readonly time: (date: Date) => string;
  /** Today, Yesterday, a weekday within a week, else a date. */
  readonly day: (date: Date) => string;
  /** For lists: a time today, else a short date. */
  readonly short: (date: Date) => string;
  /** A day and a time. */
  readonly moment: (date: Date) => string;
  /** Everything, for those who want to know exactly. */
  readonly full: (date: Date) => string;
  /** Words in a row: "a, b and c". */
  readonly list: (words: readonly string[]) => string;
  readonly number: (value: number) => string;
  /** Bytes in the unit that fits. */
  readonly size: (bytes: number) => string;
}

export function useFormats(): Formats {
  const language = usePreferences((preferences) => preferences.language);
  return useMemo(() => formatsOf(language === "zh" ? "zh-CN" : "en-GB"), [language]);
}

export function formatsOf(locale: string, now: () => Date = () => new Date()): Formats {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const time = format({ hour: "2-digit", minute: "2-digit" });
  const weekday = format({ weekday: "long" });
  const date = format({ day: "numeric", month: "long" });
  const dateOfYear = format({ day: "numeric", month: "long", year: "numeric" });
  const shortDate = format({ day: "numeric", month: "short" });
  const shortDateOfYear = format({ day: "numeric", month: "numeric", year: "2-digit" });
  const full = format({ dateStyle: "full", timeStyle: "medium" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const number = new Intl.NumberFormat(locale);

  const capital = (text: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
  const day = (at: Date) => {
    const ago = daysBetween(at, now());
    if (ago === 0 || ago === 1) {
      return capital(relative.format(-ago, "day"));
    }
    if (ago > 1 && ago < 7) {
      return weekday.format(at);
    }
    return (sameYear(at, now()) ? date : dateOfYear).format(at);
  };
  return {
    time: (at) => time.format(at),
    day,
    short: (at) => {
      const ago = daysBetween(at, now());
      if (ago === 0) {
        return time.format(at);
      }
      return ago === 1
        ? capital(relative.format(-1, "day"))
        : (sameYear(at, now()) ? shortDate : shortDateOfYear).format(at);
    },
    moment: (at) => (daysBetween(at, now()) === 0 ? time.format(at) : `${day(at)} ${time.format(at)}`),
    full: (at) => full.format(at),
    list: (words) => list.format(words),
    number: (value) => number.format(value),
    size: (bytes) => sizeOf(locale, bytes),
  };
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

function sizeOf(locale: string, bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const unit = UNITS[power] ?? "byte";
  const format = new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 });
  return format.format(bytes / 1000 ** power);
}

/** How many midnights lie between two moments, by the clock on the wall. */
export function daysBetween(earlier: Date, later: Date): number {
  const midnight = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  return Math.round((midnight(later) - midnight(earlier)) / DAY_MS);
}

function sameYear(one: Date, other: Date): boolean {
  return one.getFullYear() === other.getFullYear();
}

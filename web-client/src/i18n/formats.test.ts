import { describe, expect, it } from "vitest";
import { daysBetween, formatsOf } from "./formats";

const NOW = new Date(2026, 10, 29, 12, 0);
const english = formatsOf("en-GB", () => NOW);
const chinese = formatsOf("zh-CN", () => NOW);

describe("dates", () => {
  it("are told by how near they are", () => {
    expect(english.day(new Date(2026, 10, 29, 0, 1))).toBe("Today");
    expect(english.day(new Date(2026, 10, 28, 23, 59))).toBe("Yesterday");
    expect(english.day(new Date(2026, 10, 25, 9, 0))).toBe("Wednesday");
    expect(english.day(new Date(2026, 2, 1, 9, 0))).toBe("1 March");
    expect(english.day(new Date(2024, 2, 1, 9, 0))).toBe("1 March 2024");
    expect(chinese.day(new Date(2026, 10, 28, 23, 59))).toBe("昨天");
  });

  it("are a time today and a date otherwise in lists", () => {
    expect(english.short(new Date(2026, 10, 29, 9, 5))).toBe("09:05");
    expect(chinese.short(new Date(2026, 2, 1, 9, 5))).toBe("3月1日");
  });

  it("count midnights, not hours", () => {
    expect(daysBetween(new Date(2026, 10, 28, 23, 59), new Date(2026, 10, 29, 0, 1))).toBe(1);
    expect(daysBetween(new Date(2026, 10, 29, 0, 1), new Date(2026, 10, 29, 23, 59))).toBe(0);
  });
});

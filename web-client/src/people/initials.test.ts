import { describe, expect, it } from "vitest";
import { hueOf, initialsOf } from "./initials";

describe("initials", () => {
  it.each([
    ["Alice Müller", "AM"],
    ["bob", "B"],
    ["jean-luc.picard", "JL"],
    ["王小明", "王"],
    ["👩‍🚀 Ada", "👩‍"],
    ["", ""],
    ["   ", ""],
  ])("of %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it("have one colour per id", () => {
    expect(hueOf("u1")).toBe(hueOf("u1"));
    expect(hueOf("u1")).not.toBe(hueOf("u2"));
    expect(hueOf("u0199f1a02b3c7d4e8f5061728394a5b6")).toBeLessThan(360);
  });
});

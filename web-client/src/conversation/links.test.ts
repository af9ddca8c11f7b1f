import { describe, expect, it } from "vitest";
import { stretchesOf } from "./links";

const hrefs = (text: string) => stretchesOf(text).flatMap(({ href }) => href ?? []);

describe("addresses in a text", () => {
  it("are found with the words around them kept", () => {
    expect(stretchesOf("see https://example.org/a?b=1, ok")).toEqual([
      { text: "see ", href: undefined },
      { text: "https://example.org/a?b=1", href: "https://example.org/a?b=1" },
      { text: ", ok", href: undefined },
    ]);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.org",
    "https://",
    "jAvAsCrIpT:alert(1)//https:",
  ])("are http and https only: %s", (text) => {
    expect(hrefs(text)).toEqual([]);
  });

  it("give back every text unchanged", () => {
    for (const text of ["", "a", "https://a.example https://b.example", "<b>https://c.example</b>"]) {
      expect(
        stretchesOf(text)
          .map((stretch) => stretch.text)
          .join(""),
      ).toBe(text);
    }
  });
});

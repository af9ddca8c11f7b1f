import type { Span } from "@warbler/sdk";
import { describe, expect, it } from "vitest";
import { isStyled, type Styled, toggled, trimmed, withText } from "./styles";

const bold = (offset: number, length: number): Span => ({ offset, length, style: "bold" });
const plain = (text: string): Styled => ({ text, spans: [] });
/** The parts of a text that have a style. */
const parts = ({ text, spans }: Styled) =>
  spans.map(({ style, offset, length }) => `${style}: ${text.slice(offset, offset + length)}`);

describe("a style", () => {
  it("is given to what is selected, without the space around it, or to the word at the caret", () => {
    expect(parts(toggled(plain("a big bird"), "bold", 1, 6))).toEqual(["bold: big"]);
    expect(parts(toggled(plain("a big bird"), "italic", 3, 3))).toEqual(["italic: big"]);
    expect(toggled(plain("a  b"), "bold", 2, 2).spans).toEqual([]);
    expect(toggled(plain(""), "bold", 0, 0).spans).toEqual([]);
  });

  it("is taken away where all of the selection has it, and joined with what touches it", () => {
    const whole = toggled(plain("one two three"), "bold", 0, 13);
    expect(parts(toggled(whole, "bold", 4, 7))).toEqual(["bold: one ", "bold:  three"]);
    const first = toggled(plain("one two three"), "bold", 0, 3);
    expect(parts(toggled(first, "bold", 2, 7))).toEqual(["bold: one two"]);
    expect(parts(toggled(first, "spoiler", 0, 3)).toSorted()).toEqual(["bold: one", "spoiler: one"]);
  });

  it("of code is a block when it has several lines", () => {
    expect(parts(toggled(plain("a\nb"), "code", 0, 3))).toEqual(["pre: a\nb"]);
    expect(parts(toggled(plain("a b"), "code", 0, 3))).toEqual(["code: a b"]);
  });

  it("is given no more than the server takes", () => {
    const spans = Array.from({ length: 80 }, (_, index) => bold(index * 2, 1));
    const full = { text: "x ".repeat(100), spans };

    expect(toggled(full, "italic", 0, 1)).toEqual(full);
  });
});

describe("a text that goes on being written", () => {
  const styled: Styled = { text: "one two three", spans: [bold(4, 3)] };

  it.each([
    ["before", "no one two three", ["bold: two"]],
    ["behind", "one two three four", ["bold: two"]],
    ["in the middle", "one twoo three", ["bold: two"]],
    ["inside", "one twxo three", ["bold: twxo"]],
    ["over the beginning", "one, o three", ["bold: o"]],
    ["over the end", "one tree", ["bold: t"]],
    ["all of it", "one  three", []],
    ["everything", "", []],
  ])("keeps its style: %s", (_, text, expected) => {
    expect(parts(withText(styled, text))).toEqual(expected);
  });

  it("loses a link or a mention whose words were changed", () => {
    const spans: Span[] = [
      { offset: 0, length: 3, style: "mention", user: "u-bob" },
      { offset: 4, length: 3, style: "link", url: "https://example.org" },
    ];

    expect(parts(withText({ text: "@Bo two", spans }, "@Bo twxo"))).toEqual(["mention: @Bo"]);
    expect(parts(withText({ text: "@Bo two", spans }, "so @Bo two"))).toEqual(["mention: @Bo", "link: two"]);
  });

  it("is never cut inside of a character", () => {
    const before: Styled = { text: "👍👎", spans: [bold(0, 4)] };
    for (const text of ["👍👍", "👎👎", "👍", "👎", "x👎", "👍x"]) {
      const { spans } = withText(before, text);
      for (const { offset, length } of spans) {
        expect([...text.slice(offset, offset + length)].join("")).toMatch(/^(👍|👎|x)+$/u);
      }
    }
  });

  it("is sent without the space at its ends", () => {
    const sent = trimmed({ text: "  one two \n", spans: [bold(0, 5), bold(6, 5), bold(9, 2)] });

    expect(sent.text).toBe("one two");
    expect(parts(sent)).toEqual(["bold: one", "bold: two"]);
    expect(isStyled(sent)).toBe(true);
    expect(isStyled({ text: "@Bo", spans: [{ offset: 0, length: 3, style: "mention", user: "u" }] })).toBe(false);
  });
});

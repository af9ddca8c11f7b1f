import type { Span } from "@warbler/sdk";
import { describe, expect, it } from "vitest";
import { piecesOf } from "./spans";

const bold = (offset: number, length: number): Span => ({ offset, length, style: "bold" });

describe("the pieces of a text", () => {
  it("are whole without spans", () => {
    expect(piecesOf("hello", []).map(({ text }) => text)).toEqual(["hello"]);
  });

  it("divide where spans begin, end and overlap", () => {
    const spans: Span[] = [bold(0, 3), { offset: 2, length: 2, style: "italic" }];
    expect(piecesOf("abcdef", spans).map(({ text, styles }) => [text, ...styles])).toEqual([
      ["ab", "bold"],
      ["c", "bold", "italic"],
      ["d", "italic"],
      ["ef"],
    ]);
  });

  it("are links only to the web, and tell a host that the words hide", () => {
    const link = (url: string): Span => ({ offset: 0, length: 4, style: "link", url });
    expect(piecesOf("here", [link("javascript:alert(1)")])).toMatchObject([{ href: undefined }]);
    expect(piecesOf("bank", [link("https://evil.example/")])).toMatchObject([
      { href: "https://evil.example/", hiddenHost: "evil.example" },
    ]);
    const open: Span = { offset: 0, length: 11, style: "link", url: "https://example.org/x" };
    expect(piecesOf("example.org", [open])).toMatchObject([{ hiddenHost: undefined }]);
  });

  it.each([
    ["https://mybank.com", "https://bank.com/", "bank.com"],
    ["https://bank.com/?r=evil.com", "https://evil.com/", "evil.com"],
    ["bank.com/evil.com", "https://evil.com/", "evil.com"],
    ["https://bank.com@evil.com", "https://evil.com/", "evil.com"],
    ["see evil.com", "https://evil.com/", "evil.com"],
    ["b\u0430nk.com", "https://b\u0430nk.com/", "xn--bnk-6cd.com"],
    ["bank.com", "https://bank.com:8443/", "bank.com:8443"],
    ["https://Bank.com/account", "https://bank.com/", undefined],
    ["bank.com:8443", "https://bank.com:8443/", undefined],
  ])("of %j that lead to %j hide the host %j", (text, url, hiddenHost) => {
    expect(piecesOf(text, [{ offset: 0, length: text.length, style: "link", url }])).toMatchObject([{ hiddenHost }]);
  });

  it.each([
    ["https://bank.com@evil.com", "evil.com"],
    ["https://bank.com:secret@evil.com/login", "evil.com"],
    ["https://b\u0430nk.com", "xn--bnk-6cd.com"],
    ["https://bank.com/@evil.com", undefined],
    ["https://Bank.com:8443/account", undefined],
  ])("that are the address %j itself hide the host %j", (text, hiddenHost) => {
    expect(piecesOf(text, [])).toMatchObject([{ text, hiddenHost }]);
  });

  it("find addresses between spans, not in code", () => {
    const text = "https://a.example https://b.example";
    const pieces = piecesOf(text, [{ offset: 18, length: 17, style: "code" }]);
    expect(pieces.filter(({ href }) => href !== undefined).map(({ text: words }) => words)).toEqual([
      "https://a.example",
    ]);
  });

  it("never fall out of the text", () => {
    const text = "ab";
    for (const span of [bold(0, 99), bold(5, 1), bold(1, 0)]) {
      expect(
        piecesOf(text, [span])
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }
  });
});

import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { contentText } from "./contentText";

const spoiler = (offset: number, length: number) => ({ offset, length, style: "spoiler" }) as const;

describe("what is hidden until pressed", () => {
  it("stays hidden in one line, with the words around it", () => {
    const text = "It was 👻 the butler!";
    const spans = [spoiler(7, 9), { offset: 0, length: 12, style: "bold" } as const];

    expect(contentText(i18next.t, { kind: "text", text, spans })).toBe("It was █ ███ ██tler!");
  });

  it("stays hidden where a span leads out of the text", () => {
    expect(contentText(i18next.t, { kind: "text", text: "the butler", spans: [spoiler(4, 99)] })).toBe("the ██████");
  });

  it("stays hidden in a caption", () => {
    const blob = { id: undefined, url: undefined, mediaType: "text/plain", sizeBytes: 1, fileName: "end.txt" };
    const content = { kind: "file", blob, caption: "dies", spans: [spoiler(0, 4)] } as const;

    expect(contentText(i18next.t, content)).toBe("File: ████");
  });
});

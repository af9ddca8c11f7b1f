import { describe, expect, it } from "vitest";
import { mentionSpans, queryAt, withMentioned } from "./mentions";

describe("what is typed after an @", () => {
  it.each([
    ["@", 1, { at: 0, words: "" }],
    ["hi @bo", 6, { at: 3, words: "bo" }],
    ["hi @bo there", 6, { at: 3, words: "bo" }],
    ["你好，@小", 5, { at: 3, words: "小" }],
  ])("is found in %j", (text, caret, expected) => {
    expect(queryAt(text, caret)).toEqual(expected);
  });

  it.each([
    ["bob@example", 11],
    ["@bob said", 9],
    ["no at all", 4],
    [`@${"x".repeat(40)}`, 41],
  ])("is nothing in %j", (text, caret) => {
    expect(queryAt(text, caret)).toBeUndefined();
  });
});

describe("mentions in a text", () => {
  it("are found where the names still stand, the longer one first", () => {
    const mentioned = [
      { words: "@Ann", user: "u1" },
      { words: "@Ann Lee", user: "u2" },
      { words: "@Gone", user: "u3" },
      { words: "@Everyone", user: "all" as const },
    ];
    expect(mentionSpans("@Ann Lee and @Ann, @Everyone", mentioned)).toEqual([
      { offset: 0, length: 8, style: "mention", user: "u2" },
      { offset: 13, length: 4, style: "mention", user: "u1" },
      { offset: 19, length: 9, style: "mention-all" },
    ]);
  });

  it("end where the name ends", () => {
    const mentioned = [
      { words: "@Ann", user: "u1" },
      { words: "@小明", user: "u2" },
    ];
    expect(mentionSpans("@Annabel, @Ann2, @小明你好 @Ann!", mentioned)).toEqual([
      { offset: 17, length: 3, style: "mention", user: "u2" },
      { offset: 23, length: 4, style: "mention", user: "u1" },
    ]);
  });

  it("of two members of one name are those that were chosen at these places", () => {
    const first = withMentioned([], { words: "@Ann", user: "u2" }, "and @An", 4);
    const mentioned = withMentioned(first, { words: "@Ann", user: "u1" }, "@An and @Ann", 0);
    expect(mentionSpans("@Ann and @Ann", mentioned)).toEqual([
      { offset: 0, length: 4, style: "mention", user: "u1" },
      { offset: 9, length: 4, style: "mention", user: "u2" },
    ]);
  });
});

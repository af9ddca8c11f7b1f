import { describe, expect, it } from "vitest";
import { en } from "./en";
import { zh } from "./zh";

type Tree = { readonly [key: string]: string | Tree };

/** Every key with its text; the forms of a plural count as one key. */
function leaves(tree: Tree, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const name = `${path}${key.replace(/_(one|other)$/, "")}`;
    if (typeof value === "string") {
      found.set(name, value);
    } else {
      for (const [inner, text] of leaves(value, `${name}.`)) {
        found.set(inner, text);
      }
    }
  }
  return found;
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe("the words", () => {
  const english = leaves(en);
  const chinese = leaves(zh as unknown as Tree);

  it("exist in both languages", () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("have the same placeholders", () => {
    for (const [key, text] of english) {
      expect(placeholders(chinese.get(key) ?? ""), key).toEqual(placeholders(text));
    }
  });

  it("are Chinese in Chinese", () => {
    for (const [key, text] of chinese) {
      expect(text, key).toMatch(/\p{Script=Han}/u);
    }
  });
});

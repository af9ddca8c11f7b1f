interface Policy {
  createHTML(markup: string): unknown;
}

interface Factory {
  createPolicy(name: string, rules: { createHTML(markup: string): string }): Policy;
}

/**
 * The default policy: libraries may empty an element by setting its markup to nothing. Everything else that would make markup
 * or code from a string is refused.
 */
export function allowEmptyMarkup(): void {
  const { trustedTypes } = window as { trustedTypes?: Factory };
  trustedTypes?.createPolicy("default", {
    createHTML: (markup) => {
      if (markup !== "") {
        throw new TypeError("markup from a string (expected: none)");
      }
      return markup;
    },
  });
}

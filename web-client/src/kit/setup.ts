import { cleanup } from "@testing-library/react";
import { afterEach, beforeAll } from "vitest";
import { startTranslation } from "../i18n/i18n";

// jsdom has no CSS of its own; ids in tests are plain
Object.assign(globalThis, { CSS: { escape: (value: string) => value } });

beforeAll(async () => {
  await startTranslation();
});

afterEach(() => {
  cleanup();
  localStorage.clear();
});

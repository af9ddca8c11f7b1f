import { cleanup } from "@testing-library/react";
import { afterEach, beforeAll, vi } from "vitest";
import { startTranslation } from "../i18n/i18n";

// the document is the same for all files, what modules remember is not
vi.resetModules();

// jsdom has no CSS of its own; ids in tests are plain
Object.assign(globalThis, { CSS: { escape: (value: string) => value } });

beforeAll(async () => {
  await startTranslation();
});

afterEach(() => {
  cleanup();
  localStorage.clear();
});

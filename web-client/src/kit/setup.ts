import { cleanup } from "@testing-library/react";
import { afterEach, beforeAll } from "vitest";
import { startTranslation } from "../i18n/i18n";

beforeAll(async () => {
  await startTranslation();
});

afterEach(() => {
  cleanup();
  localStorage.clear();
});

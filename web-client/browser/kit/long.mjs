import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, preview } from "vite";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Builds the page with the long conversation as the web client is built, and serves it while `work` runs. */
export async function withLongPage(work) {
  const outDir = mkdtempSync(join(tmpdir(), "warbler-long-"));
  const common = { root: ROOT, configFile: join(ROOT, "vite.config.ts"), logLevel: "error" };
  try {
    await build({ ...common, build: { outDir, rollupOptions: { input: join(ROOT, "long.html") } } });
    const server = await preview({ ...common, build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
    try {
      return await work(`${server.resolvedUrls.local[0]}long.html`);
    } finally {
      await server.close();
    }
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

import { fileURLToPath } from "node:url";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";
import { compress } from "./build/compress.ts";
import routes from "./src/app/routes.json" with { type: "json" };

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// `npm run dev` against a running stack: WARBLER_URL is its address
const gateway = process.env.WARBLER_URL ?? "https://localhost:8443";

// the ticket and the handshake have to come from an origin that the gateway allows
const proxy = {
  "/v1": { target: gateway, secure: false, ws: true, changeOrigin: true, headers: { origin: gateway } },
};

export default defineConfig({
  plugins: [
    react(),
    // React Aria brings its words in thirty languages; these are spoken here
    { ...optimizeLocales.vite({ locales: ["en-US", "zh-CN"] }), enforce: "pre" },
    VitePWA({
      registerType: "prompt",
      injectRegister: false,
      strategies: "generateSW",
      workbox: {
        globPatterns: ["**/*.{js,css,html,svg,png,webmanifest}"],
        navigateFallback: "/index.html",
        // the same client routes as the gateway serves; everything else of this origin belongs to the server
        navigateFallbackAllowlist: routes.map((route) => new RegExp(`^${route.replaceAll("*", "[^/]+")}$`)),
        inlineWorkboxRuntime: true,
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        sourcemap: false,
      },
      manifest: {
        name: "Warbler",
        short_name: "Warbler",
        description: "Messages between people, on your own server.",
        id: "/",
        start_url: "/",
        display: "standalone",
        background_color: "#f3f4f6",
        theme_color: "#3f63d8",
        icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
      },
    }),
    compress(),
  ],
  resolve: {
    // the SDK is built from its sources, with the libraries that are installed here
    alias: [
      { find: /^@warbler\/sdk$/, replacement: here("../sdk/typescript/src/index.ts") },
      { find: /^@warbler\/sdk\/indexeddb$/, replacement: here("../sdk/typescript/src/indexeddb.ts") },
    ],
    dedupe: ["@bufbuild/protobuf", "@noble/hashes", "idb"],
  },
  build: {
    outDir: process.env.WARBLER_WEB_OUT ?? "dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  css: { modules: { generateScopedName: "[name]_[local]_[hash:base64:4]" } },
  server: {
    fs: { allow: [here("."), here("../sdk/typescript")] },
    proxy,
  },
  preview: { proxy },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/kit/setup.ts"],
    // one document for all files: making one for each took four fifths of the time
    isolate: false,
    pool: "threads",
    unstubGlobals: true,
    restoreMocks: true,
  },
});

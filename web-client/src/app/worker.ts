import { create } from "zustand";

/** Whether a newer version of the interface waits; `apply` changes to it. */
export const useUpdate = create<{ readonly apply: (() => void) | undefined }>(() => ({ apply: undefined }));

const WORKER = "/sw.js";

/** Lets the interface open without a network. Only from a built page: in development there is no worker. */
export function installWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) {
    return;
  }
  let reloads = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => reloads && location.reload());
  const offer = (worker: ServiceWorker) =>
    useUpdate.setState({
      apply: () => {
        reloads = true;
        worker.postMessage({ type: "SKIP_WAITING" });
      },
    });
  navigator.serviceWorker.register(scriptUrl()).then(
    (registration) => {
      if (registration.waiting) {
        offer(registration.waiting);
      }
      registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker?.addEventListener("statechange", () => {
          if (worker.state === "installed" && navigator.serviceWorker.controller) {
            offer(worker);
          }
        });
      });
    },
    // a certificate that the browser does not trust, or a window without storage: everything else works
    (failure) => console.info("warbler: no service worker:", failure),
  );
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The one script address that this page hands to the browser; the policy allows no other. */
function scriptUrl(): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) {
    return WORKER;
  }
  return trustedTypes.createPolicy("warbler-worker", { createScriptURL: () => WORKER }).createScriptURL(WORKER);
}

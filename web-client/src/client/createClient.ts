import { createClient, type WarblerClient } from "@warbler/sdk";
import { IndexedDbStore } from "@warbler/sdk/indexeddb";

/** The client of this page's own server, with everything kept in this browser. */
export function browserClient(): WarblerClient {
  return createClient({
    url: location.origin,
    store: new IndexedDbStore(),
    device: { platform: "web", name: describeBrowser(navigator.userAgent) },
    onFault: (fault) => console.warn("warbler:", fault),
  });
}

/** Such as "Firefox · Linux": for the user's list of sessions, so that they tell their devices apart. */
export function describeBrowser(agent: string): string {
  const browser = first(agent, [
    ["Edg/", "Edge"],
    ["OPR/", "Opera"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
  ]);
  const system = first(agent, [
    ["Windows", "Windows"],
    ["Android", "Android"],
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Mac OS X", "macOS"],
    ["CrOS", "ChromeOS"],
    ["Linux", "Linux"],
  ]);
  return [browser ?? "Browser", system].filter(Boolean).join(" · ");
}

function first(agent: string, marks: readonly (readonly [string, string])[]): string | undefined {
  return marks.find(([mark]) => agent.includes(mark))?.[1];
}

import { describe, expect, it } from "vitest";
import { addressOf, FRIENDS_LISTS, placeOf, SETTINGS_SECTIONS } from "./place";
import routes from "./routes.json";

const PATTERNS = routes.map((route) => new RegExp(`^${route.replaceAll("*", "[^/]+")}$`));

describe("addresses", () => {
  const all = [
    "/",
    "/sign-up",
    "/settings",
    addressOf.conversation("d1"),
    addressOf.details("d1"),
    addressOf.person("u1"),
    ...FRIENDS_LISTS.map(addressOf.friends),
    ...SETTINGS_SECTIONS.map(addressOf.settings),
  ];

  it.each(all)("%s is served by the gateway", (address) => {
    expect(PATTERNS.some((pattern) => pattern.test(address))).toBe(true);
  });

  it("lead to places", () => {
    expect(placeOf("/c/d1/info")).toEqual({ kind: "conversation", id: "d1", details: true });
    expect(placeOf("/friends/requests")).toEqual({ kind: "friends", list: "requests" });
    expect(placeOf("/settings/nonsense")).toEqual({ kind: "settings", section: undefined });
    expect(placeOf("/sign-up")).toEqual({ kind: "inbox" });
  });
});

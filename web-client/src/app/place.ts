import { useMemo } from "react";
import { useLocation } from "wouter";

/** Where the user is: each address of routes.json is one of these. */
export type Place =
  | { readonly kind: "inbox" }
  | { readonly kind: "conversation"; readonly id: string; readonly details: boolean }
  | { readonly kind: "friends"; readonly list: FriendsList }
  | { readonly kind: "person"; readonly id: string }
  | { readonly kind: "settings"; readonly section: SettingsSection | undefined };

export const FRIENDS_LISTS = ["all", "requests", "blocked"] as const;
export type FriendsList = (typeof FRIENDS_LISTS)[number];

export const SETTINGS_SECTIONS = ["profile", "appearance", "notifications", "privacy", "devices", "account"] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

export function placeOf(path: string): Place {
  const [, first = "", second = "", third = ""] = path.split("/");
  switch (first) {
    case "c":
      return { kind: "conversation", id: second, details: third === "info" };
    case "friends":
      return { kind: "friends", list: FRIENDS_LISTS.find((list) => list === second) ?? "all" };
    case "u":
      return { kind: "person", id: second };
    case "settings":
      return { kind: "settings", section: SETTINGS_SECTIONS.find((section) => section === second) };
    default:
      return { kind: "inbox" };
  }
}

export function usePlace(): Place {
  const [path] = useLocation();
  return useMemo(() => placeOf(path), [path]);
}

export const addressOf = {
  conversation: (id: string) => `/c/${id}`,
  details: (id: string) => `/c/${id}/info`,
  person: (id: string) => `/u/${id}`,
  friends: (list: FriendsList) => (list === "all" ? "/friends" : `/friends/${list}`),
  settings: (section: SettingsSection) => `/settings/${section}`,
};

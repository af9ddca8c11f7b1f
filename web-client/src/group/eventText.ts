import type { GroupEvent, UserId } from "@warbler/sdk";
import { useTranslation } from "react-i18next";
import { useMe } from "../client/ClientContext";
import { useNames } from "../client/people";
import { useFormats } from "../i18n/formats";

/** How many names an event tells before it counts. */
const NAMES = 3;

// isolates: a name of another direction must not turn the sentence around it
const isolate = (name: string) => `\u2068${name}\u2069`;

/** What happened, in a sentence. */
export function useEventText(event: GroupEvent): string {
  const { t } = useTranslation();
  const formats = useFormats();
  const me = useMe();
  const about = usersOf(event);
  const told = about.slice(0, NAMES);
  const names = useNames([event.actor, ...told]);
  const call = (id: UserId, name: string, self: string) => (id === me ? self : isolate(name));
  const actor = call(event.actor, names[0] ?? "", t("event.you"));
  const others = told.map((id, index) => call(id, names[index + 1] ?? "", t("event.yourself")));
  if (about.length > NAMES) {
    others.push(t("event.more", { count: about.length - NAMES }));
  }
  const values = { actor, user: formats.list(others) };
  const { change } = event;
  switch (change.kind) {
    case "created":
      return t("event.created", { actor, title: isolate(change.info.title) });
    case "info-set":
      return t("event.infoSet", { actor, title: isolate(change.info.title) });
    case "member-muted":
      return change.until
        ? t("event.muted", { ...values, time: formats.moment(change.until) })
        : t("event.unmuted", values);
    case "role-set":
      return change.role === "admin" ? t("event.madeAdmin", values) : t("event.madeMember", values);
    case "members-added":
      return t("event.added", values);
    case "member-removed":
      return t("event.removed", values);
    case "member-banned":
      return t("event.banned", values);
    case "member-unbanned":
      return t("event.unbanned", values);
    case "ownership-transferred":
      return t("event.transferred", values);
    case "member-left":
      return t("event.left", { actor });
    case "settings-set":
      return t("event.settingsSet", { actor });
    case "dissolved":
      return t("event.dissolved", { actor });
    case "member-joined":
      return t("event.joined", { actor });
    case "join-requested":
      return change.answer === ""
        ? t("event.asked", { actor })
        : t("event.askedWith", { actor, answer: isolate(change.answer) });
    case "join-approved":
      return t("event.approved", values);
    case "join-declined":
      return t("event.declined", values);
    case "join-withdrawn":
      return t("event.withdrawn", { actor });
    case "invite-created":
      return t("event.inviteCreated", { actor });
    case "invite-revoked":
      return t("event.inviteRevoked", { actor });
    case "announcement-set":
      return change.text === ""
        ? t("event.unannounced", { actor })
        : t("event.announced", { actor, text: isolate(change.text) });
    case "unsupported":
      return t("event.unsupported");
  }
}

function usersOf({ change }: GroupEvent): readonly UserId[] {
  if ("users" in change) {
    return change.users;
  }
  return "user" in change ? [change.user] : [];
}

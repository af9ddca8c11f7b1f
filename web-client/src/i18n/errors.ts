import type { TFunction } from "i18next";

/** The codes that have words of their own in the language files, below `error.`. */
const TOLD = [
  "AUTH_LOGIN_REFUSED",
  "AUTH_PASSWORD_WRONG",
  "AUTH_THROTTLED",
  "AUTH_USER_DISABLED",
  "USER_NAME_TAKEN",
  "USER_UNKNOWN",
  "RATE_LIMITED",
  "NO_ANSWER",
  "OUTBOX_FULL",
  "BODY_TOO_LARGE",
  "DIRECT_NOT_ALLOWED",
  "FRIEND_BLOCKED",
  "FRIEND_LIMIT_REACHED",
  "FRIEND_REQUEST_DAILY_LIMIT",
  "FRIEND_REQUEST_EXPIRED",
  "FRIEND_REQUEST_NOT_FOUND",
  "GROUP_FORBIDDEN",
  "GROUP_FULL",
  "GROUP_DISSOLVED",
  "GROUP_OWNER_BOUND",
  "MEMBER_NOT_FRIEND",
  "MEMBER_MUTED",
  "MEMBER_BANNED",
  "MEMBER_UNKNOWN",
  "SLOW_MODE",
  "PROFILE_DISPLAY_NAME_INVALID",
  "PROFILE_STATUS_TEXT_INVALID",
  "DEVICE_NAME_INVALID",
  "MESSAGE_UNKNOWN",
  "MESSAGE_DELETED",
  "MESSAGE_NOT_EDITABLE",
  "MESSAGE_NOT_OWN",
  "MESSAGE_CHANGE_TOO_LATE",
  "EDIT_LIMIT_REACHED",
  "REACTION_INVALID",
  "REACTION_LIMIT_REACHED",
  "POLL_CLOSED",
  "POLL_FULL",
  "POLL_ANONYMOUS",
  "GROUP_TOO_LARGE",
  "PIN_LIMIT_REACHED",
  "PINNED_CONVERSATION_LIMIT_REACHED",
  "INVITE_UNKNOWN",
  "INVITE_EXPIRED",
  "INVITE_USED_UP",
  "INVITE_LIMIT_REACHED",
  "GROUP_CLOSED",
  "JOIN_ANSWER_MISSING",
  "JOIN_REQUEST_LIMIT_REACHED",
  "JOIN_REQUEST_UNKNOWN",
  "JOIN_REQUEST_OPEN",
  "JOIN_QUESTION_MISSING",
  "REPLY_TARGET_UNKNOWN",
  "FORWARD_SOURCE_UNKNOWN",
  "BUNDLE_NESTED",
  "CONVERSATION_UNKNOWN",
  "UNAVAILABLE",
] as const;

type Told = (typeof TOLD)[number];

/** What to tell a person about something that failed. */
export function errorText(t: TFunction, failure: unknown): string {
  return codeText(t, codeOf(failure));
}

/** The same, of a code. */
export function codeText(t: TFunction, code: string): string {
  return isTold(code) ? t(`error.${code}`) : t("error.other", { code });
}

export function codeOf(failure: unknown): string {
  return typeof failure === "object" && failure !== null && "code" in failure ? String(failure.code) : "INTERNAL";
}

function isTold(code: string): code is Told {
  return (TOLD as readonly string[]).includes(code);
}

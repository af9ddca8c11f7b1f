import type { ConversationSnapshot, InboxSection } from '../api.js';
import type { StoredSettings } from '../store/store.js';

/** Muted until then: for good. */
export const FOR_GOOD_MS = 253_402_300_799_999;

const NEVER_SET: StoredSettings = {
  mutedUntilMs: 0,
  muteUpdatedAtMs: 0,
  section: undefined,
  sectionSeq: 0,
  sectionUpdatedAtMs: 0,
};
/** Of two that were set at the same time, the later one in this order counts. */
const ORDER: readonly InboxSection[] = ['listed', 'pinned', 'archived', 'hidden'];

/** How a conversation stands in the user's inbox. */
export type Standing = Pick<ConversationSnapshot, 'mutedUntil' | 'section' | 'pinnedAt' | 'badgeCount'>;

/** Of each of the two values, the one that the server took later; the same in whatever order they come. */
export function merged(one: StoredSettings = NEVER_SET, other: StoredSettings = NEVER_SET): StoredSettings {
  const mute = compare([one.muteUpdatedAtMs, one.mutedUntilMs], [other.muteUpdatedAtMs, other.mutedUntilMs]);
  const { mutedUntilMs, muteUpdatedAtMs } = mute >= 0 ? one : other;
  const { section, sectionSeq, sectionUpdatedAtMs } = compare(sectionKey(one), sectionKey(other)) >= 0 ? one : other;
  return { mutedUntilMs, muteUpdatedAtMs, section, sectionSeq, sectionUpdatedAtMs };
}

/** What follows from the settings and from what happened since: `passed` is the seq of the last thing that did. */
export function standing(
  settings: StoredSettings = NEVER_SET,
  passed: number,
  unreadCount: number,
  unreadMentionCount: number,
  now: number,
): Standing {
  const isMuted = now < settings.mutedUntilMs;
  const section = sectionNow(settings, passed, isMuted);
  const isAway = section === 'archived' || section === 'hidden';
  return {
    mutedUntil: isMuted ? untilOf(settings.mutedUntilMs) : undefined,
    section,
    pinnedAt: section === 'pinned' ? new Date(settings.sectionUpdatedAtMs) : undefined,
    badgeCount: isAway ? 0 : isMuted ? unreadMentionCount : unreadCount,
  };
}

function sectionNow(
  { section = 'listed', sectionSeq }: StoredSettings,
  passed: number,
  isMuted: boolean,
): InboxSection {
  const isBack = passed > sectionSeq && (section === 'hidden' || (section === 'archived' && !isMuted));
  return isBack ? 'listed' : section;
}

function untilOf(ms: number): Date | 'for-good' {
  return ms >= FOR_GOOD_MS ? 'for-good' : new Date(ms);
}

function sectionKey({ sectionUpdatedAtMs, section, sectionSeq }: StoredSettings): number[] {
  return [sectionUpdatedAtMs, section === undefined ? -1 : ORDER.indexOf(section), sectionSeq];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

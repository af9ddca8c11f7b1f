import type { InboxSection } from '../api.js';
import type { SeqRange, StoredSettings } from '../store/store.js';
import * as wire from './generated.js';

const SECTIONS: Readonly<Record<InboxSection, wire.InboxSection>> = {
  listed: wire.InboxSection.LISTED,
  pinned: wire.InboxSection.PINNED,
  archived: wire.InboxSection.ARCHIVED,
  hidden: wire.InboxSection.HIDDEN,
};

export function toSettings(settings: wire.ConversationSettings): StoredSettings {
  return {
    mutedUntilMs: Number(settings.mutedUntilMs),
    muteUpdatedAtMs: Number(settings.muteUpdatedAtMs),
    section: (Object.keys(SECTIONS) as InboxSection[]).find((name) => SECTIONS[name] === settings.section),
    sectionSeq: Number(settings.sectionSeq),
    sectionUpdatedAtMs: Number(settings.sectionUpdatedAtMs),
  };
}

/** What the user has hidden from themselves; undefined: nothing. */
export function toHidden(hidden: wire.HiddenMessages | undefined): readonly SeqRange[] {
  return (hidden?.ranges ?? []).map(({ first, last }) => ({ first: Number(first), last: Number(last) }));
}

export function fromSection(section: InboxSection): wire.InboxSection {
  return SECTIONS[section];
}

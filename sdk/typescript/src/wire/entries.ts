import type { ServerEntry } from '../conversation/host.js';
import type { Position } from '../store/store.js';
import type { InboxEntry } from './generated.js';
import { toGroupView } from './groups.js';
import { ordinalBefore, type Place, toMessage } from './items.js';
import { toHidden, toSettings } from './settings.js';

/** The server's view of a conversation. */
export function toServerEntry(entry: InboxEntry): ServerEntry {
  return {
    lastSeq: Number(entry.lastSeq),
    lastMessage: entry.lastMessage === undefined ? undefined : toMessage(entry.lastMessage),
    unreadCount: Number(entry.unreadCount),
    unreadMentionCount: entry.unreadMentionCount,
    readSeq: Number(entry.readSeq),
    peerReadSeq: Number(entry.peerReadSeq),
    deliveredSeq: Number(entry.deliveredSeq),
    peerDeliveredSeq: Number(entry.peerDeliveredSeq),
    settings: entry.settings === undefined ? undefined : toSettings(entry.settings),
    hidden: toHidden(entry.hidden),
    group: entry.group === undefined ? undefined : toGroupView(entry.group),
  };
}

/** Before the first of the places that a first sync brings; at the end when it brings none. */
export function beginningOf([first]: readonly Place[], entry: InboxEntry): Position {
  return first === undefined
    ? { seq: Number(entry.lastSeq), ordinal: Number(entry.lastOrdinal) }
    : { seq: first.seq - 1, ordinal: ordinalBefore(first) };
}

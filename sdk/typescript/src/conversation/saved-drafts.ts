import type { ConversationId, SavedDraft as Kept } from '../api.js';
import type { Connection } from '../link/connection.js';
import type { Tuning } from '../tuning.js';
import { type Answer, category } from '../wire/frames.js';
import type { SavedDraft } from '../wire/generated.js';
import { toTime } from '../wire/times.js';
import type { LiveConversation } from './live-conversation.js';

/** Of Unicode, as the server counts them. */
const MOST_CHARACTERS = 10_000;

/** A draft as the server keeps it; removed when it is empty. */
export interface ServerDraft {
  readonly conversation: ConversationId;
  readonly text: string;
  readonly replyTo: number | undefined;
  readonly savedAt: Date;
}

interface Unsaved {
  readonly conversation: LiveConversation;
  timer: ReturnType<typeof setTimeout> | undefined;
  failures: number;
  /** Where a save has no answer yet: the server takes them in the order in which they were written, so the next one waits. */
  asked: Connection | undefined;
  /** The last one that another device saved meanwhile. */
  pushed: ServerDraft | undefined;
}

/**
 * What the user has written and not sent, on all devices: the last one that the server took counts. What is written here
 * stays until it is saved, whatever comes from elsewhere; then it is known which is the later. What is too long for
 * the server stays here, unsaved.
 */
export class SavedDrafts {
  private readonly unsaved = new Map<ConversationId, Unsaved>();
  private connection: Connection | undefined;

  constructor(
    private readonly conversations: Iterable<LiveConversation>,
    private readonly readAll: () => Promise<readonly ServerDraft[]>,
    private readonly tuning: Tuning,
    private readonly onKept: (conversation: LiveConversation) => void,
  ) {}

  save(conversation: LiveConversation, text: string, replyTo: number | undefined): void {
    const known = conversation.keptDraft;
    if (text === (known?.text ?? '') && replyTo === known?.replyTo) {
      return;
    }
    conversation.draftWrittenAt = Math.max(Date.now(), conversation.draftWrittenAt + 1);
    this.keep(conversation, { text, replyTo, savedAt: undefined });
    // what was sent is gone at once
    this.later(this.entryOf(conversation), text === '' ? 0 : this.tuning.coalesceDrafts);
  }

  /** Everything that was missed is known; what was saved elsewhere meanwhile is read now. */
  async synced(live: Connection): Promise<void> {
    this.connection = live;
    for (const conversation of this.conversations) {
      // also what an earlier page has not saved
      if (conversation.keptDraft !== undefined && conversation.keptDraft.savedAt === undefined) {
        this.later(this.entryOf(conversation), 0);
      }
    }
    const before = new Map([...this.conversations].map((one) => [one.id, one.keptDraft]));
    const drafts = await this.readAll().catch(() => undefined);
    if (live !== this.connection || drafts === undefined) {
      return;
    }
    const byId = new Map(drafts.map((draft) => [draft.conversation, draft]));
    for (const conversation of this.conversations) {
      const draft = byId.get(conversation.id);
      const { savedDraft } = conversation;
      if (draft !== undefined) {
        this.take(conversation, draft);
      } else if (savedDraft?.savedAt !== undefined && savedDraft === before.get(conversation.id)) {
        this.replace(conversation, { ...savedDraft, text: '', replyTo: undefined });
      }
    }
  }

  offline(): void {
    this.connection = undefined;
    this.unsaved.forEach((entry) => {
      clearTimeout(entry.timer);
      entry.timer = undefined;
    });
  }

  /** Another device saved or removed one. */
  push({ conversation, text, replyTo, updatedAtMs }: SavedDraft): void {
    const known = [...this.conversations].find(({ id }) => id === conversation);
    if (known !== undefined) {
      const savedAt = toTime(updatedAtMs);
      this.take(known, { conversation, text, replyTo: replyTo === 0n ? undefined : Number(replyTo), savedAt });
    }
  }

  private take(conversation: LiveConversation, draft: ServerDraft): void {
    const known = conversation.keptDraft;
    if (known === undefined || (known.savedAt !== undefined && known.savedAt < draft.savedAt)) {
      this.replace(conversation, draft);
    } else if (known.savedAt === undefined) {
      const entry = this.entryOf(conversation);
      entry.pushed = entry.pushed !== undefined && entry.pushed.savedAt > draft.savedAt ? entry.pushed : draft;
    }
  }

  private entryOf(conversation: LiveConversation): Unsaved {
    const fresh = { conversation, timer: undefined, failures: 0, asked: undefined, pushed: undefined };
    const entry = this.unsaved.get(conversation.id) ?? fresh;
    this.unsaved.set(conversation.id, entry);
    return entry;
  }

  private keep(conversation: LiveConversation, draft: Kept): void {
    conversation.keptDraft = draft;
    this.onKept(conversation);
  }

  private replace(conversation: LiveConversation, { text, replyTo, savedAt }: Kept): void {
    this.keep(conversation, { text, replyTo, savedAt });
    conversation.tellDraft();
  }

  private later(entry: Unsaved, delay: number): void {
    clearTimeout(entry.timer);
    const live = this.connection;
    if (live !== undefined) {
      entry.timer = setTimeout(() => {
        entry.timer = undefined;
        void this.send(live, entry);
      }, delay);
    }
  }

  private async send(live: Connection, entry: Unsaved): Promise<void> {
    const { conversation } = entry;
    const draft = conversation.keptDraft;
    if (draft === undefined || entry.asked === live || isTooLong(draft.text)) {
      return;
    }
    entry.asked = live;
    const value = { conversation: conversation.id, text: draft.text, replyTo: BigInt(draft.replyTo ?? 0) };
    const answer = await live.request({ case: 'saveDraft', value }, this.tuning.askTimeout).catch(() => undefined);
    if (live !== this.connection) {
      return;
    }
    entry.asked = undefined;
    if (conversation.keptDraft === draft) {
      this.answered(entry, draft, answer);
    } else if (entry.timer === undefined) {
      this.later(entry, 0);
    }
  }

  private answered(entry: Unsaved, draft: Kept, answer: Answer | undefined): void {
    const { conversation } = entry;
    const isRefused = answer?.case === 'error' && category(answer.value.code) === 1;
    if (answer?.case !== 'savedDraft' && !isRefused) {
      this.later(entry, this.tuning.quick.delay(entry.failures++));
      return;
    }
    this.unsaved.delete(conversation.id);
    if (answer.case !== 'savedDraft') {
      return;
    }
    const { pushed } = entry;
    const savedAt = toTime(answer.value.updatedAtMs);
    if (pushed !== undefined && pushed.savedAt > savedAt) {
      this.replace(conversation, pushed);
    } else {
      this.keep(conversation, { ...draft, savedAt });
    }
  }
}

function isTooLong(text: string): boolean {
  return text.length > MOST_CHARACTERS && Array.from(text).length > MOST_CHARACTERS;
}

import type { InboxSection } from '../api.js';
import { noAnswer } from '../errors.js';
import type { Connection } from '../link/connection.js';
import { toError } from '../wire/frames.js';
import { fromSection, toSettings } from '../wire/settings.js';
import type { LiveConversation } from './live-conversation.js';
import { FOR_GOOD_MS } from './settings.js';

/** A browser's timers take no longer time than this. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** One of both. */
interface SettingsChange {
  readonly mutedUntil?: Date | 'for-good' | undefined;
  readonly section?: InboxSection;
}

/** Changes what the user has set for conversations, and knows when a mute ends. */
export class SettingsChanges {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly connection: () => Connection | undefined,
    private readonly timeout: number,
  ) {}

  async change(conversation: LiveConversation, change: SettingsChange): Promise<void> {
    const live = this.connection();
    if (live === undefined) {
      throw noAnswer('not connected');
    }
    const value = {
      conversation: conversation.id,
      ...('mutedUntil' in change && { mutedUntilMs: msOf(change.mutedUntil) }),
      ...(change.section !== undefined && { section: fromSection(change.section) }),
      seq: BigInt(conversation.view.held.seq),
    };
    const answer = await live.request({ case: 'changeSettings', value }, this.timeout);
    if (answer.case === 'error') {
      throw toError(answer.value);
    }
    if (answer.case === 'conversationSettings') {
      conversation.set(toSettings(answer.value));
    }
  }

  /** The settings of a conversation are others now: how it stands changes again when its mute ends. */
  watch(conversation: LiveConversation): void {
    clearTimeout(this.timers.get(conversation.id));
    const { mutedUntil } = conversation.snapshot;
    if (mutedUntil instanceof Date) {
      const rest = Math.min(Math.max(0, mutedUntil.getTime() - Date.now()) + 1, LONGEST_TIMER);
      const timer = setTimeout(() => {
        conversation.standsAnew();
        this.watch(conversation);
      }, rest);
      this.timers.set(conversation.id, timer);
    }
  }

  end(): void {
    this.timers.forEach((timer) => {
      clearTimeout(timer);
    });
  }
}

function msOf(until: Date | 'for-good' | undefined): bigint {
  return until === undefined ? 0n : BigInt(until === 'for-good' ? FOR_GOOD_MS : until.getTime());
}

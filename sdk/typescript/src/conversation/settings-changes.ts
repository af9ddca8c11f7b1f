import type { InboxSection } from '../api.js';
import { noAnswer } from '../errors.js';
import type { Connection } from '../link/connection.js';
import { type Answer, type Request, toError } from '../wire/frames.js';
import { fromSection, toHidden, toSettings } from '../wire/settings.js';
import type { LiveConversation } from './live-conversation.js';
import { FOR_GOOD_MS } from './settings.js';

/** A browser's timers take no longer time than this. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** One of both. */
interface SettingsChange {
  readonly mutedUntil?: Date | 'for-good' | undefined;
  readonly section?: InboxSection;
}

/** Changes what the user has set for conversations and hidden in them, and knows when a mute ends. */
export class SettingsChanges {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly connection: () => Connection | undefined,
    private readonly timeout: number,
  ) {}

  async change(conversation: LiveConversation, change: SettingsChange): Promise<void> {
    const value = {
      conversation: conversation.id,
      ...('mutedUntil' in change && { mutedUntilMs: msOf(change.mutedUntil) }),
      ...(change.section !== undefined && { section: fromSection(change.section) }),
      seq: BigInt(conversation.view.held.seq),
    };
    this.push(conversation, await this.ask({ case: 'changeSettings', value }));
  }

  /** Hides messages from the user. */
  async hide(conversation: LiveConversation, seqs: readonly number[]): Promise<void> {
    const value = { conversation: conversation.id, seqs: seqs.map(BigInt) };
    this.push(conversation, await this.ask({ case: 'hideMessages', value }));
  }

  /** The answer, or what another device did. */
  push(conversation: LiveConversation, frame: Answer): void {
    if (frame.case === 'conversationSettings') {
      conversation.set(toSettings(frame.value));
    } else if (frame.case === 'hiddenMessages') {
      conversation.changing.hid(toHidden(frame.value));
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

  private async ask(request: Request): Promise<Answer> {
    const live = this.connection();
    if (live === undefined) {
      throw noAnswer('not connected');
    }
    const answer = await live.request(request, this.timeout);
    if (answer.case === 'error') {
      throw toError(answer.value);
    }
    return answer;
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

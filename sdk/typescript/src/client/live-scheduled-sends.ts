import type { ClientEvents, Conversation, Draft, Page, PageOptions, SendOptions } from '../api.js';
import { contentOf } from '../conversation/drafts.js';
import type { Emitter } from '../emitter.js';
import { noAnswer } from '../errors.js';
import { randomHex } from '../ids.js';
import type { Connection } from '../link/connection.js';
import type { ScheduledSend, ScheduledSends } from '../unsent.js';
import { type Answer, type Request, toError } from '../wire/frames.js';
import type { ScheduledSend as WireScheduledSend } from '../wire/generated.js';
import { pageFrame, scheduleFrame, type Scheduling, toScheduled, toScheduledPage } from '../wire/schedules.js';

/** Sends that wait on the server; nothing of them is kept here. */
export class LiveScheduledSends implements ScheduledSends {
  private connection: Connection | undefined;

  constructor(
    private readonly events: Emitter<ClientEvents>,
    private readonly timeout: number,
  ) {}

  online(live: Connection): void {
    this.connection = live;
  }

  offline(): void {
    this.connection = undefined;
  }

  /** What another device did, what became of one, or what a sync tells. */
  push(scheduled: WireScheduledSend): void {
    this.events.emit('scheduledSend', toScheduled(scheduled));
  }

  newName(): string {
    return randomHex();
  }

  schedule(
    schedule: string,
    { id, kind, peer }: Conversation,
    draft: string | Draft,
    dueAt: Date,
    options: SendOptions = {},
  ): Promise<ScheduledSend> {
    const to =
      kind === 'direct' && peer !== undefined
        ? ({ case: 'user', value: peer } as const)
        : ({ case: 'conversation', value: id } as const);
    return this.ask({ schedule, to, dueAt, seen: undefined }, draft, options);
  }

  change(seen: ScheduledSend, draft: string | Draft, dueAt: Date, options: SendOptions = {}): Promise<ScheduledSend> {
    const to = { case: 'conversation', value: seen.conversation } as const;
    return this.ask({ schedule: seen.schedule, to, dueAt, seen }, draft, options);
  }

  cancel(schedule: string): Promise<ScheduledSend> {
    return this.changed({ case: 'cancelScheduledSend', value: { schedule } });
  }

  async list(options: PageOptions = {}): Promise<Page<ScheduledSend>> {
    const answer = await this.request(pageFrame(options));
    if (answer.case !== 'scheduledSends') {
      throw noAnswer(`an answer of another kind: ${answer.case}`);
    }
    return toScheduledPage(answer.value);
  }

  private async ask(
    asked: Omit<Scheduling, 'content' | 'replyTo'>,
    draft: string | Draft,
    options: SendOptions,
  ): Promise<ScheduledSend> {
    const replyTo = options.replyTo ?? (typeof draft === 'string' ? undefined : draft.replyTo);
    return this.changed(scheduleFrame({ ...asked, content: contentOf(draft, options), replyTo }));
  }

  private async changed(request: Request): Promise<ScheduledSend> {
    const answer = await this.request(request);
    if (answer.case !== 'scheduledSend') {
      throw noAnswer(`an answer of another kind: ${answer.case}`);
    }
    return toScheduled(answer.value);
  }

  private async request(request: Request): Promise<Answer> {
    if (this.connection === undefined) {
      throw noAnswer('not connected');
    }
    const answer = await this.connection.request(request, this.timeout);
    if (answer.case === 'error') {
      throw toError(answer.value);
    }
    return answer;
  }
}

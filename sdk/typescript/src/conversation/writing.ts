import type {
  AttachOptions,
  Blob,
  ChangeResult,
  Conversation,
  ConversationEvents,
  ConversationId,
  Draft,
  ForwardOptions,
  InboxSection,
  Message,
  MessageChange,
  MessageQuery,
  MessageReaders,
  MessageVersion,
  Page,
  PageOptions,
  PinnedMessage,
  PollVoter,
  Reactor,
  SavedDraft,
  SendableContent,
  SendOptions,
  SendResult,
  Upload,
} from '../api.js';
import { Emitter } from '../emitter.js';
import { uploadMissing } from '../errors.js';
import { checkedReaction, contentOf, forwardOf, previewOf, textOf } from './drafts.js';
import type { StoredConversation, StoredDraft } from '../store/store.js';
import { HiddenSeqs } from './hidden-seqs.js';
import type { ConversationHost, Told, Written } from './host.js';
import type { LiveConversation } from './live-conversation.js';
import type { TimelineWindow } from './timeline-window.js';

const NOTHING: Written = { content: undefined, replyTo: undefined, forward: undefined, change: undefined };

/** What is kept of what the user did. */
type StoredOwn = StoredDraft & Pick<StoredConversation, 'hidden'>;

/** What the user does in a conversation and with it. */
export abstract class WritingConversation extends Emitter<ConversationEvents> {
  abstract readonly id: ConversationId;
  /** What the user has not sent; empty when it was removed. */
  keptDraft: SavedDraft | undefined;
  /** When this device last wrote it, by its own clock; 0: never. */
  draftWrittenAt = 0;
  /** What the user has hidden from themselves. */
  readonly hidden = new HiddenSeqs();

  constructor(protected readonly host: ConversationHost) {
    super(host.onFault);
  }

  protected abstract readonly window: TimelineWindow;

  protected abstract get self(): LiveConversation;

  /** The timeline is out of date. */
  protected abstract touched(): void;

  /** Tells listeners of the conversation and of the client. */
  protected tell<Name extends keyof Told>(name: Name, event: Told[Name]): void {
    this.emit<keyof Told>(name, event);
    this.host.told(name, event);
  }

  async send(draft: string | Draft, options: SendOptions = {}): Promise<SendResult> {
    const content = contentOf(draft, options);
    const replyTo = options.replyTo ?? (typeof draft === 'string' ? undefined : draft.replyTo);
    const preview = replyTo === undefined ? undefined : previewOf(replyTo, this.window.message(replyTo));
    return this.host.send(this.self, { ...NOTHING, content, replyTo: preview });
  }

  async attach(upload: Upload, content = asFile, options: AttachOptions = {}): Promise<SendResult> {
    if (this.host.upload === undefined) {
      throw uploadMissing();
    }
    const { mediaType, sizeBytes, fileName } = upload;
    const place: { readonly id?: string; readonly url?: string } = await this.host.upload(upload);
    upload.signal?.throwIfAborted();
    const blob = { id: place.id, url: place.url, mediaType, sizeBytes, fileName };
    return this.send({ content: content(blob), ...options });
  }

  async forward(seqs: readonly number[], to: Conversation, options: ForwardOptions = {}): Promise<SendResult> {
    const found = seqs.flatMap((seq) => this.window.message(seq) ?? []);
    const forward = forwardOf(this.id, seqs, found, options);
    return this.host.send(this.host.live(to), { ...NOTHING, forward });
  }

  retry(clientMessageId: string): Promise<SendResult> {
    const failed = this.takeFailed(clientMessageId);
    return failed === undefined
      ? Promise.reject(new RangeError(`message ${clientMessageId} (expected: a failed one)`))
      : this.host.retry(this.self, failed);
  }

  discard(clientMessageId: string): void {
    const failed = this.takeFailed(clientMessageId);
    if (failed !== undefined) {
      this.host.discard(failed);
    }
  }

  async edit(seq: number, text: string, options: SendOptions = {}): Promise<ChangeResult> {
    return this.change(seq, { kind: 'edited', content: textOf(text, options) });
  }

  delete(seq: number): Promise<ChangeResult> {
    return this.change(seq, { kind: 'deleted' });
  }

  async react(seq: number, reaction: string): Promise<ChangeResult> {
    return this.change(seq, { kind: 'reaction-added', reaction: checkedReaction(reaction) });
  }

  unreact(seq: number, reaction: string): Promise<ChangeResult> {
    return this.change(seq, { kind: 'reaction-removed', reaction });
  }

  pin(seq: number): Promise<ChangeResult> {
    return this.change(seq, { kind: 'pinned' });
  }

  unpin(seq: number): Promise<ChangeResult> {
    return this.change(seq, { kind: 'unpinned' });
  }

  vote(seq: number, options: readonly number[]): Promise<ChangeResult> {
    return this.change(seq, { kind: 'poll-voted', options: [...new Set(options)].sort((a, b) => a - b) });
  }

  closePoll(seq: number): Promise<ChangeResult> {
    return this.change(seq, { kind: 'poll-closed' });
  }

  pollVoters(seq: number, options: PageOptions = {}): Promise<Page<PollVoter>> {
    return this.host.messages.pollVoters(this.id, seq, options);
  }

  pins(): Promise<readonly PinnedMessage[]> {
    return this.host.messages.pins(this.id);
  }

  search(query: MessageQuery, options: PageOptions = {}): Promise<Page<Message>> {
    return this.host.messages.found(this.id, query, options);
  }

  reactors(seq: number, options: PageOptions = {}): Promise<Page<Reactor>> {
    return this.host.messages.reactors(this.id, seq, options);
  }

  readers(seq: number): Promise<MessageReaders> {
    return this.host.messages.readers(this.id, seq);
  }

  versions(seq: number): Promise<readonly MessageVersion[]> {
    return this.host.messages.versions(this.id, seq);
  }

  hide(seqs: readonly number[]): Promise<void> {
    return this.host.settings.hide(this.self, seqs);
  }

  protected restoreOwn({ draft, draftWrittenAt = 0, hidden = [] }: StoredOwn): void {
    this.keptDraft = draft;
    this.draftWrittenAt = draftWrittenAt;
    this.hidden.add(hidden);
  }

  protected get storedOwn(): StoredOwn {
    return { draft: this.keptDraft, draftWrittenAt: this.draftWrittenAt, hidden: this.hidden.ranges };
  }

  get savedDraft(): SavedDraft | undefined {
    const isEmpty = this.keptDraft?.text === '' && this.keptDraft.replyTo === undefined;
    return isEmpty ? undefined : this.keptDraft;
  }

  /** Tells that it is another now. */
  tellDraft(): void {
    this.tell('draftSaved', this.self);
  }

  saveDraft(text: string, replyTo?: number): void {
    this.host.drafts.save(this.self, text, replyTo);
  }

  mute(until: Date | 'for-good' | undefined): Promise<void> {
    return this.host.settings.change(this.self, { mutedUntil: until });
  }

  moveTo(section: InboxSection): Promise<void> {
    return this.host.settings.change(this.self, { section });
  }

  private change(target: number, change: MessageChange): Promise<ChangeResult> {
    return this.host.change(this.self, { ...NOTHING, change: { target, change } });
  }

  /** The failed message of an id, which goes; undefined: there is none. */
  private takeFailed(clientMessageId: string): Message | undefined {
    const message = this.window.pending(clientMessageId);
    if (message?.status !== 'failed') {
      return undefined;
    }
    this.window.removePending(clientMessageId);
    this.touched();
    return message;
  }
}

function asFile(blob: Blob): SendableContent {
  return { kind: 'file', blob, caption: '', spans: [] };
}

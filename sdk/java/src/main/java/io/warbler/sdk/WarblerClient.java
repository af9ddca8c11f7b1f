package io.warbler.sdk;

import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.SendTyping;
import io.warbler.sdk.content.Content;
import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.rest.WarblerApi;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A user's connection to a server: sends with a durable outbox, receives every message of every conversation in order,
 * without gaps, each once, and comes back by itself after a loss.
 *
 * <p>Safe for use by many threads. Nothing here blocks but {@link #close}; futures complete on the listener's thread,
 * in order with its callbacks.
 */
public final class WarblerClient implements AutoCloseable {

    private static final long CLOSE_SECONDS = 5;

    private final ClientCore core;
    private final Threads threads;
    private final WarblerApi api;
    private final boolean ownsApi;

    WarblerClient(ClientCore core, Threads threads, WarblerApi api, boolean ownsApi) {
        this.core = core;
        this.threads = threads;
        this.api = api;
        this.ownsApi = ownsApi;
    }

    /** Begins a client of the server at the given address, for example {@code https://chat.example}. */
    public static WarblerClientBuilder builder(String url) {
        return new WarblerClientBuilder(url, null);
    }

    /** Begins a client of a server with its own certificates. */
    public static WarblerClientBuilder builder(Endpoint endpoint) {
        return builder(WarblerApi.of(endpoint)).closingApi();
    }

    /** Begins a client for the user of an API, which stays open when the client closes. */
    public static WarblerClientBuilder builder(WarblerApi api) {
        return new WarblerClientBuilder(api.endpoint().url().toString(), api);
    }

    /**
     * Connects, and stays connected until {@link #close}.
     *
     * @return completes when everything that was missed is known; fails only when the connection has ended for good
     */
    public CompletableFuture<@Nullable Void> connect() {
        return core.connect();
    }

    /**
     * Sends to a user. The message is durable in the outbox before its first attempt, and is tried until there is a
     * verdict, through losses of the connection and, with a durable outbox, restarts of the application. Messages to
     * one conversation keep their order.
     */
    public CompletableFuture<SendResult> sendToUser(String user, String text) {
        return send(user, null, text);
    }

    /** Sends to a conversation; see {@link #sendToUser(String, String)}. */
    public CompletableFuture<SendResult> send(String conversation, String text) {
        return send(null, conversation, text);
    }

    /** Sends any content, an answer or forwarded messages to a user; see {@link #sendToUser(String, String)}. */
    public CompletableFuture<SendResult> sendToUser(String user, NewMessage message) {
        return send(user, null, message);
    }

    /** Sends any content, an answer or forwarded messages; see {@link #sendToUser(String, String)}. */
    public CompletableFuture<SendResult> send(String conversation, NewMessage message) {
        return send(null, conversation, message);
    }

    /**
     * Gives a message of the user another text. As durable as a send, in one order with the sends and changes of the
     * conversation; so are all changes below.
     */
    public CompletableFuture<SendResult> edit(String conversation, long seq, String text) {
        return change(conversation, new MessageChange(seq, MessageChange.Edited.to(text)));
    }

    /** Deletes a message for all. */
    public CompletableFuture<SendResult> delete(String conversation, long seq) {
        return change(conversation, new MessageChange(seq, new MessageChange.Deleted()));
    }

    /** Adds a reaction to a message: an emoji, or another word of at most 64 bytes. */
    public CompletableFuture<SendResult> react(String conversation, long seq, String reaction) {
        return change(conversation, new MessageChange(seq, new MessageChange.ReactionAdded(reaction)));
    }

    /** Takes a reaction of the user back. */
    public CompletableFuture<SendResult> unreact(String conversation, long seq, String reaction) {
        return change(conversation, new MessageChange(seq, new MessageChange.ReactionRemoved(reaction)));
    }

    /** Pins a message. */
    public CompletableFuture<SendResult> pin(String conversation, long seq) {
        return change(conversation, new MessageChange(seq, new MessageChange.Pinned()));
    }

    /** Ends that a message is pinned. */
    public CompletableFuture<SendResult> unpin(String conversation, long seq) {
        return change(conversation, new MessageChange(seq, new MessageChange.Unpinned()));
    }

    /**
     * Votes in a poll; that takes the place of the vote before.
     *
     * @param options places of options, from 0, rising; empty: takes the vote back
     */
    public CompletableFuture<SendResult> vote(String conversation, long seq, List<Integer> options) {
        return change(conversation, new MessageChange(seq, new MessageChange.PollVoted(options, null)));
    }

    /** Closes a poll. */
    public CompletableFuture<SendResult> closePoll(String conversation, long seq) {
        return change(conversation, new MessageChange(seq, new MessageChange.PollClosed()));
    }

    /** The newest messages of a conversation. */
    public CompletableFuture<HistoryPage> newestHistory(String conversation, int limit) {
        return core.ask(Question.newestHistory(conversation, limit));
    }

    /** The messages before an ordinal. */
    public CompletableFuture<HistoryPage> historyBefore(String conversation, long ordinal, int limit) {
        return core.ask(Question.historyBefore(conversation, ordinal, limit));
    }

    /** The messages on both sides of a seq: where a link leads. */
    public CompletableFuture<HistoryPage> historyAround(String conversation, long seq, int limit) {
        return core.ask(Question.historyAround(conversation, seq, limit));
    }

    /**
     * Keeps what the user has written and not sent, for their other devices; {@link WarblerListener#onDraft} tells those.
     *
     * @param text at most 10,000 characters; empty, without {@code replyTo}: removes the draft
     * @param replyTo the seq of the message that it is to answer; 0: none
     */
    public CompletableFuture<SavedDraft> saveDraft(String conversation, String text, long replyTo) {
        return core.ask(Question.saveDraft(conversation, text, replyTo));
    }

    /** Messages that the server sends later, whether this client is there or not. */
    public ScheduledSends scheduled() {
        return new ScheduledSends(core);
    }

    /**
     * Mutes a conversation for the user alone: its unread messages stay, but only those that mention the user count in
     * {@link InboxEntry#badgeCount}. The user's other devices learn of it, as of all settings below; see
     * {@link WarblerListener#onInboxEntry}.
     *
     * @param until a time to come
     */
    public CompletableFuture<ConversationSettings> mute(String conversation, Instant until) {
        return core.changeSettings(SettingsFrames.mute(conversation, until.toEpochMilli()));
    }

    /** Mutes a conversation until {@link #unmute}. */
    public CompletableFuture<ConversationSettings> mute(String conversation) {
        return core.changeSettings(SettingsFrames.mute(conversation, ConversationSettings.Mute.FOR_GOOD_MS));
    }

    /** Ends a mute. */
    public CompletableFuture<ConversationSettings> unmute(String conversation) {
        return core.changeSettings(SettingsFrames.mute(conversation, 0));
    }

    /**
     * Pins, archives or hides a conversation for the user alone, or puts it back into the list. What this client has not
     * seen of it brings it back.
     */
    public CompletableFuture<ConversationSettings> put(String conversation, InboxSection section) {
        return core.put(conversation, section);
    }

    /**
     * Hides messages from the user alone, on all their devices and for good ("delete for me"). They keep their numbers, and
     * count as unread until they are passed; see {@link Timeline#hide}.
     *
     * @param seqs 1 to 100 messages that the user can see
     */
    public CompletableFuture<HiddenMessages> hide(String conversation, Collection<Long> seqs) {
        return core.hide(SettingsFrames.hide(conversation, seqs));
    }

    /** What the user has hidden in a conversation, as this client knows it now. */
    public HiddenMessages hidden(String conversation) {
        return core.hidden(conversation);
    }

    /**
     * A page of the messages of a conversation that a query asks for, newest first.
     *
     * @param limit 1 to 100
     * @param beforeOrdinal {@code nextBeforeOrdinal} of the page before; 0 for the first page
     */
    public CompletableFuture<FoundPage> search(MessageQuery query, int limit, long beforeOrdinal) {
        return core.ask(Question.search(query, limit, beforeOrdinal));
    }

    /**
     * A page of the messages that mention the user, of all conversations.
     *
     * @param limit 1 to 100
     * @param next of the page before; empty for the first page
     */
    public CompletableFuture<MentionPage> mentions(int limit, String next) {
        return core.ask(Question.mentions(limit, next));
    }

    /**
     * A page of the user's conversations as the server knows them: those that are pinned, then those that are listed.
     *
     * @param limit 1 to 100
     * @param next of the page before; empty for the first page
     */
    public CompletableFuture<InboxPage> inbox(int limit, String next) {
        return core.ask(Question.inbox(limit, next));
    }

    /** The same of one section of the inbox. */
    public CompletableFuture<InboxPage> inbox(InboxSection section, int limit, String next) {
        return core.ask(Question.inbox(section, limit, next));
    }

    /** The conversations of all sections as this client knows them now, newest activity first. */
    public List<InboxEntry> conversations() {
        return core.entries().values().stream()
                .sorted(Comparator.comparingLong(WarblerClient::lastActivity).reversed())
                .toList();
    }

    /** One conversation as this client knows it now. */
    public Optional<InboxEntry> conversation(String id) {
        return Optional.ofNullable(core.entries().get(id));
    }

    /** Moves the user's read marker forward; several calls of a moment become one. Completes when the server has it. */
    public CompletableFuture<@Nullable Void> markRead(String conversation, long seq) {
        return core.markRead(conversation, seq);
    }

    /** Whether users are there; at most 100. */
    public CompletableFuture<List<Presence>> presence(Collection<String> users) {
        return core.ask(Question.presence(users));
    }

    /**
     * Replaces whom this client watches; {@link WarblerListener#onPresence} tells of them from now on, over all losses of
     * the connection, until this is called again. Users who are no friends look offline: watch again after a friendship
     * began or ended.
     *
     * @param users at most 500
     * @return how they are now; waits for a connection when there is none
     */
    public CompletableFuture<List<Presence>> watch(Collection<String> users) {
        if (users.size() > Limits.MAX_WATCHED_USERS) {
            throw new IllegalArgumentException(
                    "users: " + users.size() + " (expected: at most " + Limits.MAX_WATCHED_USERS + ")");
        }
        return core.watch(Set.copyOf(users));
    }

    /**
     * Says whether somebody sits at this device; nobody has to say so at first. A user is away when all devices are.
     * Kept over all losses of the connection.
     */
    public void setAway(boolean away) {
        core.setAway(away);
    }

    /** Says that the user is typing in a conversation. To be called with every key: it is passed on every 3 s. */
    public void typing(String conversation) {
        core.typing(SendTyping.newBuilder().setConversation(conversation).build());
    }

    /** Says that the user is typing to a user; see {@link #typing}. */
    public void typingToUser(String user) {
        core.typing(SendTyping.newBuilder().setUser(user).build());
    }

    /** The id of the DIRECT conversation with a user; needs one login in this client's life. */
    public String directConversation(String user) {
        return DirectConversations.id(self(), user);
    }

    /** The user's own id. */
    public String self() {
        String self = core.self();
        if (self.isEmpty()) {
            throw new IllegalStateException("client (expected: connected once before)");
        }
        return self;
    }

    /** Where the connection is. */
    public ConnectionState state() {
        return core.state();
    }

    /**
     * Drops the connection without a word and comes back at once: when the device's network has changed, or to see what
     * a loss does.
     */
    public void dropConnection() {
        core.drop();
    }

    /** The REST API of the same user. Its calls block: not for the listener's thread. */
    public WarblerApi api() {
        return api;
    }

    /** Closes the connection, saves the state and ends all threads. What waits in the outbox stays there. */
    @Override
    public void close() {
        core.end()
                .copy()
                .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                .join();
        threads.end();
        core.saveState();
        if (ownsApi) {
            api.close();
        }
    }

    private CompletableFuture<SendResult> send(@Nullable String user, @Nullable String conversation, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text (expected: 1 character at least)");
        }
        return send(user, conversation, NewMessage.of(Content.Text.plain(text)));
    }

    private CompletableFuture<SendResult> send(
            @Nullable String user, @Nullable String conversation, NewMessage message) {
        int bytes = message.content().getBody().getSerializedSize();
        return bytes > Limits.MAX_BODY_BYTES
                ? CompletableFuture.completedFuture(new SendResult.Refused(
                        "BODY_TOO_LARGE", bytes + " bytes (expected: <= " + Limits.MAX_BODY_BYTES + ")"))
                : send(UserDraft.of(user, conversation, message));
    }

    private CompletableFuture<SendResult> change(String conversation, MessageChange change) {
        return send(UserDraft.of(conversation, change));
    }

    private CompletableFuture<SendResult> send(UserDraft draft) {
        core.send(draft);
        return draft.result();
    }

    private static long lastActivity(InboxEntry entry) {
        return entry.lastMessage() == null ? 0 : entry.lastMessage().sentAt().toEpochMilli();
    }
}

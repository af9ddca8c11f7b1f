package io.warbler.sdk;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.JoinRequestChanged;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageChanged;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.SendTyping;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.Typing;
import io.warbler.proto.client.v1.Welcome;
import io.warbler.sdk.group.JoinProtos;
import io.warbler.sdk.group.JoinRequest;
import io.warbler.sdk.rest.WarblerApiException;
import io.warbler.sdk.store.ClientState;
import io.warbler.sdk.store.OutboxSend;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Brings the parts of a client together. Belongs to the loop, but for what says otherwise. */
final class ClientCore implements LinkEvents, SendEvents {

    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(15);
    /** After a failed send or reading: short, so that little time passes once the fault is over. */
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

    private final SerialLoop loop;
    private final Callbacks callbacks;
    private final Conversations conversations;
    private final GapFiller gapFiller;
    private final Synchronizer synchronizer;
    private final ReadMarks readMarks;
    private final DeliveredMarks deliveredMarks;
    private final PresenceWatch presenceWatch;
    private final TypingSignals typingSignals = new TypingSignals();
    private final Outbox outbox;
    private final StateKeeper stateKeeper;
    private final Link link;
    private final Queue<UserDraft> drafts = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<CompletableFuture<@Nullable Void>> waitingForSync = new ArrayDeque<>();
    private @Nullable Connection connection;
    private boolean synced;
    private String device = "";
    private volatile String self = "";
    private volatile ConnectionState state = new ConnectionState.Idle();
    private volatile boolean ended;
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

    ClientCore(Wiring wiring) {
        this.loop = wiring.loop();
        this.callbacks = wiring.callbacks();
        var reconnect = new Link.Pace(wiring.backoff(), wiring.random());
        var quick = new Link.Pace(QUICK, wiring.random());
        ClientState kept = wiring.stateStore().load();
        conversations = new Conversations(callbacks, wiring.beginning(), this::syncAgain, this::received);
        conversations.restore(kept);
        gapFiller = new GapFiller(loop, conversations, quick);
        synchronizer = new Synchronizer(loop, conversations, quick, kept.token(), this::onSynced);
        readMarks = new ReadMarks(loop, conversations, callbacks, quick);
        deliveredMarks = new DeliveredMarks(loop, conversations, quick);
        presenceWatch = new PresenceWatch(loop, callbacks, quick);
        outbox = new Outbox(loop, wiring.outboxStore(), callbacks, quick, this);
        stateKeeper = new StateKeeper(loop, wiring.doors().io(), wiring.stateStore(), this::clientState);
        link = new Link(loop, wiring.doors(), callbacks, reconnect, this);
        identify(kept.user());
        device = kept.device();
    }

    /** Safe for every thread. */
    CompletableFuture<@Nullable Void> connect() {
        var done = new CompletableFuture<@Nullable Void>();
        loop.execute(() -> {
            if (synced) {
                callbacks.complete(done);
                return;
            }
            waitingForSync.add(done);
            link.start();
        });
        return ended ? CompletableFuture.failedFuture(closed()) : done;
    }

    /** Safe for every thread; drafts of one thread keep their order. */
    void send(UserDraft draft) {
        if (ended) {
            draft.result().completeExceptionally(closed());
            return;
        }
        drafts.add(draft);
        loop.execute(this::takeDrafts);
    }

    /** Safe for every thread. */
    <T> CompletableFuture<T> ask(Question<T> question) {
        var answer = new CompletableFuture<T>();
        if (ended) {
            answer.completeExceptionally(closed());
            return answer;
        }
        loop.execute(() -> ask(question, answer));
        return answer;
    }

    /** Safe for every thread. */
    CompletableFuture<@Nullable Void> markRead(String conversation, long seq) {
        var done = new CompletableFuture<@Nullable Void>();
        loop.execute(() -> readMarks.mark(conversation, seq, done));
        return done;
    }

    /** Safe for every thread. */
    CompletableFuture<ConversationSettings> changeSettings(ClientFrame.Builder change) {
        return ask(changed(change));
    }

    /** Safe for every thread. */
    CompletableFuture<HiddenMessages> hide(ClientFrame.Builder hide) {
        return ask(new Question<>(hide, answer -> conversations.take(answer.getHiddenMessages())));
    }

    /** Safe for every thread. */
    HiddenMessages hidden(String conversation) {
        return conversations.hidden(conversation);
    }

    /** Safe for every thread. */
    CompletableFuture<ConversationSettings> put(String conversation, InboxSection section) {
        var answer = new CompletableFuture<ConversationSettings>();
        loop.execute(() -> {
            long seen = conversations.heldSeq(conversation);
            ask(changed(SettingsFrames.put(conversation, section, seen)), answer);
        });
        return ended ? CompletableFuture.failedFuture(closed()) : answer;
    }

    private Question<ConversationSettings> changed(ClientFrame.Builder change) {
        return new Question<>(change, answer -> conversations.take(answer.getConversationSettings()));
    }

    /** Safe for every thread. */
    CompletableFuture<List<Presence>> watch(Set<String> users) {
        var present = new CompletableFuture<List<Presence>>();
        loop.execute(() -> presenceWatch.watch(users, present));
        return ended ? CompletableFuture.failedFuture(closed()) : present;
    }

    /** Safe for every thread. */
    void setAway(boolean away) {
        loop.execute(() -> presenceWatch.setAway(away));
    }

    /** Safe for every thread. */
    void typing(SendTyping typing) {
        loop.execute(() -> typingSignals.typing(typing));
    }

    /** Safe for every thread. */
    void drop() {
        loop.execute(link::drop);
    }

    /** Safe for every thread. */
    ConnectionState state() {
        return state;
    }

    /** Safe for every thread; empty before the first login. */
    String self() {
        return self;
    }

    /** Safe for every thread. */
    Map<String, InboxEntry> entries() {
        return conversations.entries();
    }

    /** Safe for every thread. Completes when nothing more will be told to the listener. */
    CompletableFuture<@Nullable Void> end() {
        ended = true;
        loop.execute(() -> {
            link.end("closed by the application");
            outbox.end();
            readMarks.end();
            presenceWatch.end();
            for (UserDraft draft = drafts.poll(); draft != null; draft = drafts.poll()) {
                callbacks.fail(draft.result(), closed());
            }
            loop.end();
            end.complete(null);
        });
        return end;
    }

    /** For the last save, when nothing else runs. */
    void saveState() {
        stateKeeper.save();
    }

    @Override
    public void onOnline(Connection live, Welcome welcome) {
        if (!self.isEmpty() && !self.equals(welcome.getUser())) {
            conversations.forgetAll();
            synchronizer.forgetToken();
        }
        connection = live;
        identify(welcome.getUser());
        device = welcome.getDevice();
        outbox.online(live);
        takeDrafts();
        synchronizer.online(live);
        readMarks.online(live);
        deliveredMarks.online(live);
        presenceWatch.online(live);
        typingSignals.online(live);
    }

    @Override
    public void onOffline() {
        connection = null;
        synced = false;
        synchronizer.offline();
        gapFiller.offline();
        readMarks.offline();
        deliveredMarks.offline();
        presenceWatch.offline();
        typingSignals.offline();
        outbox.offline();
    }

    @Override
    public void onPush(ServerFrame frame) {
        switch (frame.getFrameCase()) {
            case MESSAGE -> {
                gapFiller.check(conversations.take(Frames.fromProto(frame.getMessage())));
                stateKeeper.changed();
            }
            case EVENT -> {
                gapFiller.check(conversations.take(frame.getEvent()));
                stateKeeper.changed();
            }
            case READ_RECEIPT -> conversations.readReceipt(frame.getReadReceipt());
            case BEHIND ->
                gapFiller.check(conversations.behind(
                        frame.getBehind().getConversation(), frame.getBehind().getLastSeq()));
            case CONVERSATION_SETTINGS -> conversations.take(frame.getConversationSettings());
            case HIDDEN_MESSAGES -> conversations.take(frame.getHiddenMessages());
            case SAVED_DRAFT -> {
                SavedDraft draft = Frames.fromProto(frame.getSavedDraft());
                callbacks.tell(listener -> listener.onDraft(draft));
            }
            case SCHEDULED_SEND -> conversations.take(frame.getScheduledSend());
            case TYPING -> {
                Typing typing = frame.getTyping();
                callbacks.tell(listener -> listener.onTyping(typing.getConversation(), typing.getUser()));
            }
            case PRESENCE -> presenceWatch.changed(frame.getPresence());
            case RESYNC -> {
                synchronizer.request();
                presenceWatch.repeat();
            }
            case JOIN_REQUEST_CHANGED -> joinRequestChanged(frame.getJoinRequestChanged());
            case RELATION_CHANGED -> {
                RelationChange change = RelationFrames.fromProto(frame.getRelationChanged());
                callbacks.tell(listener -> listener.onRelationChange(change));
            }
            default -> {
                // a late answer, or something that this version does not know
            }
        }
    }

    private void joinRequestChanged(JoinRequestChanged changed) {
        JoinRequest.State state = JoinProtos.state(changed.getState());
        callbacks.tell(listener -> listener.onJoinRequest(changed.getConversation(), state));
    }

    @Override
    public void onState(ConnectionState now) {
        state = now;
        callbacks.tell(listener -> listener.onConnection(now));
        if (now instanceof ConnectionState.Ended end) {
            var failure = new WarblerApiException("ENDED", end.reason(), 0, null);
            waitingForSync.forEach(done -> callbacks.fail(done, failure));
            waitingForSync.clear();
        }
    }

    @Override
    public void onAccepted(OutboxSend send, SendAck ack) {
        gapFiller.check(
                send.refersToOthers()
                        ? conversations.behind(send.conversation(), ack.getSeq())
                        : conversations.take(Frames.accepted(send, ack, self)));
        stateKeeper.changed();
    }

    @Override
    public void onChanged(MessageChanged changed, MessageChange change) {
        gapFiller.check(conversations.take(MessageChangeFrames.accepted(changed, change, self)));
        stateKeeper.changed();
    }

    private void received(String conversation, long seq) {
        loop.execute(() -> deliveredMarks.received(conversation, seq));
    }

    private void syncAgain() {
        synchronizer.request();
    }

    private void onSynced() {
        Connection live = connection;
        if (live == null) {
            return;
        }
        synced = true;
        gapFiller.synced(live);
        stateKeeper.changed();
        for (CompletableFuture<@Nullable Void> done : waitingForSync) {
            callbacks.complete(done);
        }
        waitingForSync.clear();
    }

    private void identify(String user) {
        self = user;
        conversations.identify(user);
    }

    /** Numbers the drafts; they wait while it is not known who sends them. */
    private void takeDrafts() {
        if (self.isEmpty()) {
            return;
        }
        var taken = new ArrayList<Draft>();
        for (UserDraft draft = drafts.poll(); draft != null; draft = drafts.poll()) {
            taken.add(draft.from(self));
        }
        if (!taken.isEmpty()) {
            typingSignals.sent();
            outbox.add(taken);
        }
    }

    private <T> void ask(Question<T> question, CompletableFuture<T> answer) {
        Connection live = connection;
        if (live == null) {
            callbacks.fail(answer, WarblerApiException.noAnswer("not connected", null));
            return;
        }
        live.request(question.frame(), ASK_TIMEOUT, new Reply() {
            @Override
            public void onAnswer(ServerFrame frame) {
                if (frame.hasError()) {
                    callbacks.fail(answer, Frames.fromProto(frame.getError()));
                } else {
                    callbacks.complete(answer, question.reading().apply(frame));
                }
            }

            @Override
            public void onNoAnswer(String reason) {
                callbacks.fail(answer, WarblerApiException.noAnswer(reason, null));
            }
        });
    }

    private ClientState clientState() {
        return new ClientState(self, device, synchronizer.token(), conversations.held());
    }

    private static WarblerApiException closed() {
        return new WarblerApiException("ENDED", "the client is closed", 0, null);
    }
}

package io.warbler.sdk.peer;

import io.warbler.proto.client.v1.AwaySet;
import io.warbler.proto.client.v1.Behind;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ConversationSettings;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.Goodbye;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.Heartbeat;
import io.warbler.proto.client.v1.JoinRequestChanged;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.Presence;
import io.warbler.proto.client.v1.PresenceList;
import io.warbler.proto.client.v1.PresenceState;
import io.warbler.proto.client.v1.ReadReceipt;
import io.warbler.proto.client.v1.RelationChanged;
import io.warbler.proto.client.v1.Resync;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.proto.client.v1.SendTyping;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.Typing;
import io.warbler.proto.client.v1.TypingTaken;
import io.warbler.proto.client.v1.Welcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole server in one object: logs with real numbering, live frames, history, sync. Everybody is a member of every
 * conversation but of groups ({@code g…}), whose events say who is. The monitor guards all of it.
 */
public final class ProtocolPeer implements AutoCloseable {

    private final Map<String, PeerLog> logs = new LinkedHashMap<>();
    private final Set<PeerConnection> connections = new HashSet<>();
    private final Set<PeerConnection> sockets = new HashSet<>();
    private final List<ClientFrame> received = new ArrayList<>();
    private final PeerSettings settings = new PeerSettings();
    private final PeerSchedules schedules = new PeerSchedules();
    private final PeerReader reader = new PeerReader(logs);
    private final PeerServer server;
    private PeerScript script = new PeerScript() {};
    private int heartbeatSeconds = 30;
    private boolean silent;
    private int loginCount;

    /** A peer on a free port, in plain text. */
    public ProtocolPeer() {
        this(null, null);
    }

    /** A peer with TLS. */
    public ProtocolPeer(@Nullable Path certificate, @Nullable Path key) {
        this.server = new PeerServer(this, certificate, key);
    }

    public String url() {
        return server.url();
    }

    public synchronized void script(PeerScript next) {
        script = next;
    }

    public synchronized void heartbeatSeconds(int seconds) {
        heartbeatSeconds = seconds;
    }

    /** Answers nothing any more, like a frozen process. */
    public synchronized void fallSilent(boolean now) {
        silent = now;
    }

    /** A message of another client; pushed as the script says. */
    public synchronized void post(String conversation, String sender, String text) {
        push(log(conversation).append(sender, text));
    }

    /** A message that no connection is told of. */
    public synchronized void postUnpushed(String conversation, String sender, String text) {
        log(conversation).append(sender, text);
    }

    /** A group changes; pushed to its members as the script says. Returns where. */
    public synchronized long change(String conversation, String actor, GroupChange change) {
        Event event = log(conversation).change(actor, change);
        push(event);
        return event.getSeq();
    }

    /** A change that no connection is told of. */
    public synchronized void changeUnpushed(String conversation, String actor, GroupChange change) {
        log(conversation).change(actor, change);
    }

    /** A position of a group whose event was lost; pushed. */
    public synchronized void lose(String conversation) {
        push(log(conversation).lose());
    }

    public synchronized List<String> texts(String conversation) {
        return log(conversation).messages().stream()
                .map(message -> message.getBody().getText())
                .toList();
    }

    /** Every frame that came in. */
    public synchronized List<ClientFrame> received() {
        return List.copyOf(received);
    }

    public synchronized List<SendMessage> receivedSends() {
        return received.stream()
                .filter(ClientFrame::hasSend)
                .map(ClientFrame::getSend)
                .toList();
    }

    public synchronized int connectionCount() {
        return connections.size();
    }

    /** How often somebody logged in with a password. */
    public synchronized int loginCount() {
        return loginCount;
    }

    public synchronized void closeAll(int code) {
        connections.forEach(connection -> connection.close(code));
    }

    /** Also those that have not logged in. */
    public synchronized void dropAll() {
        sockets.forEach(PeerConnection::drop);
    }

    public synchronized void tellBehind(String conversation) {
        tellBehind(conversation, log(conversation).lastSeq());
    }

    /** The same of a seq that cannot be read yet. */
    public synchronized void tellBehind(String conversation, long last) {
        tell(ServerFrame.newBuilder()
                .setBehind(Behind.newBuilder().setConversation(conversation).setLastSeq(last)));
    }

    public synchronized void tellResync() {
        tell(ServerFrame.newBuilder().setResync(Resync.getDefaultInstance()));
    }

    public synchronized void tellPresence(String user, PresenceState state) {
        tell(ServerFrame.newBuilder()
                .setPresence(PresenceList.newBuilder()
                        .addPresences(Presence.newBuilder().setUser(user).setState(state))));
    }

    public synchronized void tellReceipt(ReadReceipt receipt) {
        tell(ServerFrame.newBuilder().setReadReceipt(receipt));
    }

    public synchronized void tellGoodbye(int afterMillis) {
        tell(ServerFrame.newBuilder().setGoodbye(Goodbye.newBuilder().setReconnectAfterMs(afterMillis)));
    }

    @Override
    public void close() {
        server.close();
    }

    synchronized void countLogin() {
        loginCount++;
    }

    synchronized void opened(PeerConnection connection) {
        sockets.add(connection);
    }

    synchronized void gone(PeerConnection connection) {
        sockets.remove(connection);
        connections.remove(connection);
    }

    synchronized void take(PeerConnection connection, ClientFrame frame) {
        received.add(frame);
        if (silent) {
            return;
        }
        switch (frame.getFrameCase()) {
            case LOGIN -> login(connection, frame);
            case SEND -> send(connection, frame);
            case CHANGE_MESSAGE -> change(connection, frame);
            case READ_HISTORY -> answer(connection, frame, reader.history(connection.user(), frame.getReadHistory()));
            case SYNC -> answer(connection, frame, reader.sync(connection.user(), frame.getSync()));
            case MARK_READ, MARK_DELIVERED -> answer(connection, frame, PeerMarks.answer(frame, script));
            case CHANGE_SETTINGS -> set(connection, frame);
            case HIDE_MESSAGES -> hide(connection, frame);
            case SCHEDULE_SEND, CANCEL_SCHEDULED_SEND ->
                answerAndTell(connection, frame, schedules.take(connection.user(), frame));
            case READ_SCHEDULED_SENDS -> answer(connection, frame, schedules.list(connection.user()));
            case READ_INBOX -> answer(connection, frame, reader.inbox(connection.user()));
            case READ_PRESENCE ->
                answer(connection, frame, presence(frame.getReadPresence().getUsersList()));
            case WATCH_PRESENCE ->
                answer(connection, frame, presence(frame.getWatchPresence().getUsersList()));
            case TYPING -> typing(connection, frame);
            case SET_AWAY ->
                answer(
                        connection,
                        frame,
                        ServerFrame.newBuilder()
                                .setAwaySet(AwaySet.newBuilder()
                                        .setAway(frame.getSetAway().getAway())));
            case HEARTBEAT ->
                answer(connection, frame, ServerFrame.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()));
            default -> throw new IllegalStateException("frame: " + frame.getFrameCase());
        }
    }

    private void login(PeerConnection connection, ClientFrame frame) {
        connection.loggedIn(frame.getLogin().getTicket());
        connections.add(connection);
        answer(
                connection,
                frame,
                ServerFrame.newBuilder()
                        .setWelcome(Welcome.newBuilder()
                                .setUser(connection.user())
                                .setDevice("v1")
                                .setSession("s1")
                                .setNode("peer")
                                .setHeartbeatSeconds(heartbeatSeconds)));
    }

    private void send(PeerConnection connection, ClientFrame frame) {
        Reaction reaction = script.onSend(frame.getSend());
        if (reaction instanceof Reaction.Refuse refuse) {
            answer(connection, frame, ServerFrame.newBuilder().setError(refuse.error()));
        } else if (reaction instanceof Reaction.DropBefore) {
            connection.drop();
        } else {
            decide(connection, frame, reaction);
        }
    }

    private void decide(PeerConnection connection, ClientFrame frame, Reaction reaction) {
        SendMessage send = frame.getSend();
        ErrorCode refusal = reaction instanceof Reaction.RefuseFinally finally_ ? finally_.code() : null;
        var verdict = log(conversation(connection, send)).decide(connection.user(), send, refusal);
        if (reaction instanceof Reaction.DropAfter) {
            connection.drop();
        } else if (reaction instanceof Reaction.DecideUnheard) {
            answer(
                    connection,
                    frame,
                    ServerFrame.newBuilder().setError(Error.newBuilder().setCode(ErrorCode.OUTCOME_UNKNOWN)));
        } else if (!(reaction instanceof Reaction.Swallow)) {
            answer(connection, frame, verdict.answer().toBuilder());
        }
        if (verdict.message() != null) {
            push(verdict.message());
        }
    }

    private void change(PeerConnection connection, ClientFrame frame) {
        var asked = frame.getChangeMessage();
        var verdict = log(asked.getConversation()).decide(connection.user(), asked);
        answer(connection, frame, verdict.answer().toBuilder());
        if (verdict.event() != null) {
            push(verdict.event());
        }
    }

    synchronized @Nullable PeerAnswer rest(PeerRequest request) {
        return script.onRest(request);
    }

    /** Tells all connections of a user what became of their request to join a group. */
    public synchronized void tellJoinRequest(String user, JoinRequestChanged changed) {
        tell(user, ServerFrame.newBuilder().setJoinRequestChanged(changed));
    }

    /** Tells all connections of a user that a relation changed. */
    public synchronized void tellRelation(String user, RelationChanged changed) {
        tell(user, ServerFrame.newBuilder().setRelationChanged(changed));
    }

    /** Tells all connections of a user what they set. */
    public synchronized void tellSettings(String user, ConversationSettings settings) {
        tell(user, ServerFrame.newBuilder().setConversationSettings(settings));
    }

    private void tell(String user, ServerFrame.Builder frame) {
        connections.stream()
                .filter(connection -> connection.user().equals(user))
                .forEach(connection -> connection.write(frame.build()));
    }

    private void set(PeerConnection connection, ClientFrame frame) {
        var set = settings.take(connection.user(), frame.getChangeSettings());
        answerAndTell(connection, frame, ServerFrame.newBuilder().setConversationSettings(set));
    }

    private void hide(PeerConnection connection, ClientFrame frame) {
        var hidden = settings.hide(connection.user(), frame.getHideMessages());
        answerAndTell(connection, frame, ServerFrame.newBuilder().setHiddenMessages(hidden));
    }

    /** The user's other connections are told, too. */
    private void answerAndTell(PeerConnection connection, ClientFrame frame, ServerFrame.Builder told) {
        answer(connection, frame, told.clone());
        connections.stream()
                .filter(other -> !other.equals(connection) && other.user().equals(connection.user()))
                .forEach(other -> other.write(told.build()));
    }

    private void typing(PeerConnection connection, ClientFrame frame) {
        answer(connection, frame, ServerFrame.newBuilder().setTypingTaken(TypingTaken.getDefaultInstance()));
        SendTyping typing = frame.getTyping();
        String conversation = typing.hasUser() ? direct(connection.user(), typing.getUser()) : typing.getConversation();
        var told = Typing.newBuilder().setConversation(conversation).setUser(connection.user());
        connections.stream()
                .filter(other -> !other.user().equals(connection.user()))
                .forEach(other ->
                        other.write(ServerFrame.newBuilder().setTyping(told).build()));
    }

    private ServerFrame.Builder presence(List<String> users) {
        var list = PresenceList.newBuilder();
        for (String user : users) {
            boolean online = connections.stream()
                    .anyMatch(connection -> connection.user().equals(user));
            list.addPresences(Presence.newBuilder()
                    .setUser(user)
                    .setState(online ? PresenceState.PRESENCE_STATE_ONLINE : PresenceState.PRESENCE_STATE_OFFLINE));
        }
        return ServerFrame.newBuilder().setPresence(list);
    }

    private void push(Event event) {
        for (PeerConnection connection : toldOf(event.getConversation(), event.getSeq())) {
            script.onPush(event)
                    .forEach(pushed -> connection.write(
                            ServerFrame.newBuilder().setEvent(pushed).build()));
        }
    }

    private List<PeerConnection> toldOf(String conversation, long seq) {
        return connections.stream()
                .filter(connection -> log(conversation).isTold(connection.user(), seq))
                .toList();
    }

    private void push(Message message) {
        for (PeerConnection connection : toldOf(message.getConversation(), message.getSeq())) {
            script.onPush(message)
                    .forEach(pushed -> connection.write(
                            ServerFrame.newBuilder().setMessage(pushed).build()));
        }
    }

    private void tell(ServerFrame.Builder frame) {
        connections.forEach(connection -> connection.write(frame.build()));
    }

    private static void answer(PeerConnection connection, ClientFrame request, ServerFrame.Builder answer) {
        connection.write(answer.setRequestId(request.getRequestId()).build());
    }

    private static String conversation(PeerConnection connection, SendMessage send) {
        return send.hasUser() ? direct(connection.user(), send.getUser()) : send.getConversation();
    }

    /** The id of the DIRECT conversation of two users. */
    public static String direct(String one, String other) {
        String pair = one.compareTo(other) < 0 ? one + "|" + other : other + "|" + one;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(pair.getBytes(StandardCharsets.UTF_8));
            return "d" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private PeerLog log(String conversation) {
        return logs.computeIfAbsent(conversation, PeerLog::new);
    }
}

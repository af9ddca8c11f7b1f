package io.warbler.bench.warbler;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.warbler.bench.load.Client;
import io.warbler.bench.load.Observer;
import io.warbler.bench.load.Page;
import io.warbler.bench.load.Reader;
import io.warbler.bench.load.Recipient;
import io.warbler.bench.load.Stamp;
import io.warbler.bench.load.Transcript;
import io.warbler.bench.socket.Endpoint;
import io.warbler.bench.socket.SocketConnection;
import io.warbler.proto.client.v1.Behind;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.Heartbeat;
import io.warbler.proto.client.v1.History;
import io.warbler.proto.client.v1.Login;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.ReadHistory;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.Sync;
import io.warbler.proto.client.v1.SyncResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A client of Warbler as a native program would be: asks for a ticket and opens the WebSocket on the same connection,
/// logs in.
final class WarblerConnection extends SocketConnection implements Reader {

    private static final Pattern TICKET = Pattern.compile("\"ticket\":\"([^\"]+)\"");
    private static final int PAGE = 100;

    private final int user;
    private final PreparedUsers users;
    private final Observer observer;
    private final Set<WarblerConnection> open;
    private final Map<Integer, ByteString> syncTokens;
    private final CompletableFuture<Client> ready = new CompletableFuture<>();
    private final Map<Integer, Pending> unanswered = new HashMap<>();
    private final Map<Recipient, SendLine> lines = new HashMap<>();
    private final Map<String, Cursor> cursors = new HashMap<>();
    private final Map<Integer, CompletableFuture<Page>> pages = new HashMap<>();
    private final Map<Integer, CompletableFuture<Integer>> looks = new HashMap<>();
    private final Map<String, Transcript> transcripts = new HashMap<>();
    private String ticket = "";
    private @Nullable CompletableFuture<Integer> catchingUp;
    private int caughtUp;
    private int lastRequest;

    WarblerConnection(
            Endpoint endpoint,
            int user,
            PreparedUsers users,
            Observer observer,
            Set<WarblerConnection> open,
            Map<Integer, ByteString> syncTokens) {
        super(endpoint, "warbler.v1.proto");
        this.user = user;
        this.users = users;
        this.observer = observer;
        this.open = open;
        this.syncTokens = syncTokens;
    }

    /// A send without a verdict.
    private record Pending(Stamp stamp, SendLine line, ByteString outbox) {}

    CompletionStage<Client> ready() {
        return ready;
    }

    @Override
    public int user() {
        return user;
    }

    @Override
    protected void connected() {
        var request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                "/v1/ws-tickets",
                Unpooled.copiedBuffer("{}", StandardCharsets.US_ASCII));
        request.headers()
                .set(HttpHeaderNames.HOST, "localhost")
                .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + users.user(user).accessToken())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, 2);
        request(request);
    }

    @Override
    protected void answered(FullHttpResponse response) {
        var found = TICKET.matcher(response.content().toString(StandardCharsets.UTF_8));
        if (response.status().code() != 201 || !found.find()) {
            failed("ticket: HTTP " + response.status());
            end();
            return;
        }
        ticket = found.group(1);
        upgrade();
    }

    @Override
    protected void opened() {
        ask(ClientFrame.newBuilder().setLogin(Login.newBuilder().setTicket(ticket)));
        flush();
    }

    @Override
    public void send(Recipient to, Stamp stamp) {
        var line = lines.computeIfAbsent(to, _ -> new SendLine());
        var send = SendMessage.newBuilder()
                .setOutbox(line.outbox())
                .setNumber(line.nextNumber())
                .setClientMessageId(stamp.run() + "-" + stamp.flow() + "-" + stamp.number())
                .setBody(MessageBody.newBuilder().setTextBytes(ByteString.copyFrom(stamp.text())));
        switch (to) {
            case Recipient.Direct(int peer) -> send.setUser(users.user(peer).id());
            case Recipient.Group(int group) -> send.setConversation(users.group(group));
        }
        var request = ask(ClientFrame.newBuilder().setSend(send));
        unanswered.put(request, new Pending(stamp, line, send.getOutbox()));
    }

    /// Members get what is sent to a group without joining anything.
    @Override
    public CompletionStage<Client> join(int group) {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public CompletionStage<Integer> catchUp() {
        var result = new CompletableFuture<Integer>();
        catchingUp = result;
        caughtUp = 0;
        sync();
        return result;
    }

    @Override
    public CompletionStage<Page> read(int group, long before, int limit) {
        var query = ReadHistory.newBuilder().setConversation(users.group(group)).setLimit(limit);
        if (before > 0) {
            query.setBeforeOrdinal(before);
        }
        var page = new CompletableFuture<Page>();
        pages.put(ask(ClientFrame.newBuilder().setReadHistory(query)), page);
        flush();
        return page;
    }

    @Override
    public CompletionStage<Integer> missed() {
        var look = new CompletableFuture<Integer>();
        looks.put(askForChanges(), look);
        flush();
        return look;
    }

    @Override
    public Transcript record(int group, long afterSeq) {
        var transcript = new Transcript(afterSeq);
        transcripts.put(users.group(group), transcript);
        return transcript;
    }

    @Override
    public void close() {
        open.remove(this);
        end();
    }

    void heartbeat() {
        write(ClientFrame.newBuilder()
                .setHeartbeat(Heartbeat.getDefaultInstance())
                .build());
        flush();
    }

    @Override
    protected void received(ByteBuf content) {
        try {
            take(ServerFrame.parseFrom(content.nioBuffer()));
        } catch (InvalidProtocolBufferException e) {
            failed("frame: " + e.getMessage());
            end();
        }
    }

    private void take(ServerFrame frame) {
        switch (frame.getFrameCase()) {
            case MESSAGE -> take(frame.getMessage());
            case ACK ->
                Optional.ofNullable(unanswered.remove(frame.getRequestId()))
                        .ifPresent(send -> accepted(send, frame.getAck()));
            case ERROR -> refused(frame.getRequestId(), frame.getError());
            case WELCOME -> {
                open.add(this);
                ready.complete(this);
            }
            case SYNC -> take(frame.getRequestId(), frame.getSync());
            case BEHIND -> read(frame.getBehind());
            case HISTORY -> take(frame.getRequestId(), frame.getHistory());
            case RESYNC -> sync();
            default -> {
                // presence, receipts and heartbeats are not measured
            }
        }
    }

    private void accepted(Pending send, SendAck ack) {
        var transcript = transcripts.get(ack.getConversation());
        if (transcript != null) {
            transcript.shown(
                    ack.getSeq(),
                    Prints.of(
                            ack,
                            users.user(user).id(),
                            ByteString.copyFrom(send.stamp().text())));
        }
        observer.accepted(send.stamp());
    }

    private void take(Message message) {
        var transcript = transcripts.get(message.getConversation());
        if (transcript != null) {
            transcript.shown(message.getSeq(), Prints.of(message));
        }
        cursors.merge(
                message.getConversation(),
                Cursor.newBuilder()
                        .setConversation(message.getConversation())
                        .setSeq(message.getSeq())
                        .setOrdinal(message.getOrdinal())
                        .build(),
                (before, after) -> after.getSeq() == before.getSeq() + 1 ? after : before);
        if (!message.getSender().equals(users.user(user).id())) {
            var text = message.getBody().getTextBytes().asReadOnlyByteBuffer();
            Stamp.find(Unpooled.wrappedBuffer(text)).ifPresent(stamp -> observer.received(user, stamp));
        }
    }

    /// Live frames were left out: what is missing is read.
    private void read(Behind behind) {
        readAfter(behind.getConversation());
        flush();
    }

    private void readAfter(String conversation) {
        var cursor = cursors.getOrDefault(
                conversation, Cursor.newBuilder().setConversation(conversation).build());
        ask(ClientFrame.newBuilder()
                .setReadHistory(ReadHistory.newBuilder()
                        .setConversation(conversation)
                        .setAfter(cursor)
                        .setLimit(PAGE)));
    }

    private void take(int request, History history) {
        var page = pages.remove(request);
        if (page != null) {
            page.complete(new Page(
                    history.getMessagesList().stream().map(Prints::entry).toList(), history.getMore()));
            return;
        }
        history.getMessagesList().forEach(this::take);
        if (history.getMore()) {
            readAfter(history.getConversation());
            flush();
        }
    }

    private void take(int request, SyncResult result) {
        var look = looks.remove(request);
        if (look != null) {
            look.complete(result.getConversationsList().stream()
                    .mapToInt(ConversationDelta::getMessagesCount)
                    .sum());
            return;
        }
        syncTokens.put(user, result.getToken());
        result.getConversationsList().forEach(this::take);
        if (result.getMore()) {
            sync();
            return;
        }
        var waiting = catchingUp;
        if (waiting != null) {
            catchingUp = null;
            waiting.complete(caughtUp);
        }
    }

    /// Where nothing is taken down, the number is enough.
    private void take(ConversationDelta delta) {
        caughtUp += delta.getMessagesCount();
        var conversation = delta.getEntry().getConversation();
        if (transcripts.containsKey(conversation)) {
            if (delta.getGap()) {
                readAfter(conversation);
                flush();
            }
            delta.getMessagesList().forEach(this::take);
        }
    }

    private void sync() {
        askForChanges();
        flush();
    }

    private int askForChanges() {
        return ask(ClientFrame.newBuilder()
                .setSync(Sync.newBuilder().setToken(syncTokens.getOrDefault(user, ByteString.EMPTY))));
    }

    /// The line begins anew under another outbox: what was pipelined behind a refused send is refused as well.
    private void refused(int request, Error error) {
        var send = unanswered.remove(request);
        if (send == null) {
            var reason = new IllegalStateException("user " + user + ": " + error.getCode());
            Optional.ofNullable(pages.remove(request)).ifPresent(page -> page.completeExceptionally(reason));
            Optional.ofNullable(looks.remove(request)).ifPresent(look -> look.completeExceptionally(reason));
            failed("request refused: " + error.getCode() + " " + error.getMessage());
            return;
        }
        if (send.line().outbox().equals(send.outbox())) {
            send.line().renew();
        }
        observer.refused(send.stamp(), error.getCode().name());
    }

    @Override
    protected void failed(String reason) {
        open.remove(this);
        if (!ready.completeExceptionally(new IllegalStateException("user " + user + ": " + reason))) {
            observer.lost(user, reason);
        }
    }

    private int ask(ClientFrame.Builder frame) {
        write(frame.setRequestId(++lastRequest).build());
        return lastRequest;
    }

    private void write(ClientFrame frame) {
        writeBinary(Unpooled.wrappedBuffer(frame.toByteArray()));
    }
}

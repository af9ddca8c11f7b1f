package io.warbler.bench.xmpp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.warbler.bench.load.Client;
import io.warbler.bench.load.Observer;
import io.warbler.bench.load.Recipient;
import io.warbler.bench.load.Stamp;
import io.warbler.bench.socket.Endpoint;
import io.warbler.bench.socket.SocketConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/// A client of an XMPP server: SASL PLAIN, bind, roster, presence. Stanzas that come in are searched for what is
/// needed,
/// not parsed, so that the generator costs no more here than with another protocol.
final class XmppConnection extends SocketConnection implements Client {

    private static final int STANZA_BYTES = 512;
    private static final int PAGE = 250;
    private static final Pattern REFUSED = Pattern.compile("type=['\"]error");
    private static final Pattern GROUP = Pattern.compile("from=['\"]g(\\d+)@");
    private static final Pattern LAST = Pattern.compile("<last>([^<]+)</last>");
    private static final byte[] MESSAGE = "<message".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR = "type='error'".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ARCHIVED = "<forwarded".getBytes(StandardCharsets.US_ASCII);

    /// What is awaited during login.
    private enum Step {
        MECHANISMS,
        SUCCESS,
        FEATURES,
        BIND,
        FRIENDS,
        READY
    }

    private final int user;
    private final String resource;
    private final Observer observer;
    private final Map<Integer, Instant> readUntil;
    private final Clock clock;
    private final CompletableFuture<Client> ready = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<Client>> joining = new HashMap<>();
    private CompletableFuture<Integer> catchingUp = new CompletableFuture<>();
    private Step step = Step.MECHANISMS;
    private Instant archiveFrom = Instant.EPOCH;
    private boolean isCatchingUp;
    private int caughtUp;

    XmppConnection(
            Endpoint endpoint,
            int user,
            String resource,
            Observer observer,
            Map<Integer, Instant> readUntil,
            Clock clock) {
        super(endpoint, "xmpp");
        this.user = user;
        this.resource = resource;
        this.observer = observer;
        this.readUntil = readUntil;
        this.clock = clock;
    }

    CompletionStage<Client> ready() {
        return ready;
    }

    @Override
    public int user() {
        return user;
    }

    @Override
    protected void opened() {
        openStream();
    }

    @Override
    public void send(Recipient to, Stamp stamp) {
        var address = switch (to) {
            case Recipient.Direct(int peer) -> XmppDriver.name(peer) + "@" + EjabberdServer.HOST + "' type='chat";
            case Recipient.Group(int group) -> group(group) + "' type='groupchat";
        };
        var stanza = buffer(STANZA_BYTES);
        ByteBufUtil.writeAscii(
                stanza,
                "<message xmlns='jabber:client' to='" + address + "' id='" + stamp.run() + "-" + stamp.flow() + "-"
                        + stamp.number() + "'><body>");
        stanza.writeBytes(stamp.text());
        ByteBufUtil.writeAscii(stanza, "</body></message>");
        writeText(stanza);
    }

    @Override
    public CompletionStage<Client> join(int group) {
        var joined = new CompletableFuture<Client>();
        joining.put(group, joined);
        write("<presence xmlns='jabber:client' to='" + group(group) + "/" + XmppDriver.name(user)
                + "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>");
        flush();
        return joined;
    }

    /// One query over all conversations, by time: the cheapest way that XEP-0313 has.
    @Override
    public CompletionStage<Integer> catchUp() {
        catchingUp = new CompletableFuture<>();
        isCatchingUp = true;
        caughtUp = 0;
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        archiveFrom = readUntil.getOrDefault(user, now);
        readUntil.put(user, now);
        queryArchive("");
        return catchingUp;
    }

    @Override
    public void close() {
        end();
    }

    @Override
    protected void received(ByteBuf content) {
        if (step == Step.READY && startsWith(content, MESSAGE)) {
            message(content);
            return;
        }
        stanza(content.toString(StandardCharsets.UTF_8));
    }

    private void message(ByteBuf content) {
        if (isCatchingUp && contains(content, ARCHIVED)) {
            caughtUp++;
            return;
        }
        var stamp = Stamp.find(content);
        if (stamp.isEmpty()) {
            return;
        }
        if (contains(content, ERROR)) {
            observer.refused(stamp.get(), "error stanza");
        } else {
            observer.received(user, stamp.get());
        }
    }

    private void stanza(String text) {
        switch (step) {
            case MECHANISMS -> {
                if (text.contains("<mechanism")) {
                    authenticate();
                }
            }
            case SUCCESS -> {
                if (text.contains("<success")) {
                    openStream();
                    step = Step.FEATURES;
                } else if (text.contains("<failure")) {
                    failed("authentication: " + text);
                }
            }
            case FEATURES -> {
                if (text.contains("xmpp-bind")) {
                    step = Step.BIND;
                    write("<iq xmlns='jabber:client' type='set' id='bind'><bind"
                            + " xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                            + "<resource>" + resource + "</resource></bind></iq>");
                    flush();
                }
            }
            case BIND -> bound(text);
            case FRIENDS -> friends(text);
            case READY -> other(text);
        }
    }

    private void authenticate() {
        step = Step.SUCCESS;
        var plain = "\0" + XmppDriver.name(user) + "\0" + EjabberdTarget.PASSWORD;
        write("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)) + "</auth>");
        flush();
    }

    private void bound(String text) {
        if (!text.contains("<jid>")) {
            failed("bind: " + text);
            return;
        }
        step = Step.FRIENDS;
        write("<iq xmlns='jabber:client' type='get' id='roster'><query xmlns='jabber:iq:roster'/></iq>");
        write("<presence xmlns='jabber:client'/>");
        flush();
    }

    private void friends(String text) {
        if (text.contains("id='roster'") || text.contains("id=\"roster\"")) {
            step = Step.READY;
            ready.complete(this);
        }
    }

    private void other(String text) {
        if (text.startsWith("<presence")) {
            joined(text);
        } else if (text.contains("<fin")) {
            fin(text);
        } else if (text.contains("id='mam'") && REFUSED.matcher(text).find()) {
            catchingUp.completeExceptionally(new IllegalStateException("archive: " + text));
        } else if (text.startsWith("<close") || text.contains("stream:error")) {
            failed(text);
            end();
        }
    }

    private void joined(String text) {
        var from = GROUP.matcher(text);
        if (!from.find()) {
            return;
        }
        var waiting = joining.get(Integer.parseInt(from.group(1)));
        if (waiting == null) {
            return;
        }
        if (REFUSED.matcher(text).find()) {
            waiting.completeExceptionally(new IllegalStateException("joining: " + text));
        } else if (text.contains("110")) {
            waiting.complete(this);
        }
    }

    private void fin(String text) {
        var last = LAST.matcher(text);
        if (text.contains("complete='true'") || !last.find()) {
            isCatchingUp = false;
            catchingUp.complete(caughtUp);
        } else {
            queryArchive("<after>" + last.group(1) + "</after>");
        }
    }

    private void queryArchive(String after) {
        write("<iq xmlns='jabber:client' type='set' id='mam'><query xmlns='urn:xmpp:mam:2' queryid='q'>"
                + "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'>"
                + "<value>urn:xmpp:mam:2</value></field><field var='start'><value>" + archiveFrom
                + "</value></field></x><set xmlns='http://jabber.org/protocol/rsm'><max>" + PAGE + "</max>" + after
                + "</set></query></iq>");
        flush();
    }

    @Override
    protected void failed(String reason) {
        var failure = new IllegalStateException("user " + user + ": " + reason);
        catchingUp.completeExceptionally(failure);
        joining.values().forEach(waiting -> waiting.completeExceptionally(failure));
        if (!ready.completeExceptionally(failure)) {
            observer.lost(user, reason);
        }
    }

    private void openStream() {
        write("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='" + EjabberdServer.HOST + "' version='1.0'/>");
        flush();
    }

    private void write(String stanza) {
        var content = buffer(STANZA_BYTES);
        ByteBufUtil.writeUtf8(content, stanza);
        writeText(content);
    }

    private static String group(int group) {
        return "g" + group + "@" + EjabberdServer.GROUP_HOST;
    }

    private static boolean startsWith(ByteBuf content, byte[] start) {
        return content.readableBytes() >= start.length && at(content, content.readerIndex(), start);
    }

    private static boolean contains(ByteBuf content, byte[] needle) {
        for (int at = content.readerIndex(); at <= content.writerIndex() - needle.length; at++) {
            if (at(content, at, needle)) {
                return true;
            }
        }
        return false;
    }

    private static boolean at(ByteBuf content, int index, byte[] needle) {
        for (int offset = 0; offset < needle.length; offset++) {
            if (content.getByte(index + offset) != needle[offset]) {
                return false;
            }
        }
        return true;
    }
}

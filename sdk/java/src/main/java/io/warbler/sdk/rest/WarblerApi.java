package io.warbler.sdk.rest;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST API of a server for one user. Blocking; safe for use by many threads.
 *
 * <p>After {@link #login} or {@link #resume} the access token is renewed by itself shortly before it expires.
 */
public final class WarblerApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WarblerApi.class);

    private final Endpoint endpoint;
    private final ExecutorService threads;
    private final HttpClient http;
    private final JsonCalls calls;
    private final SessionKeeper keeper;
    private final SessionCalls sessionCalls;
    private final Relations relations;
    private final Sessions sessions;
    private final OwnUser ownUser;
    private final Groups groups;
    private final Invites invites;

    private WarblerApi(Endpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.threads = daemonThreads();
        this.http = HttpClient.newBuilder()
                .sslContext(endpoint.trust())
                .connectTimeout(Duration.ofSeconds(10))
                .executor(threads)
                .build();
        this.calls = new JsonCalls(http, endpoint.url());
        this.keeper = new SessionKeeper(calls, clock);
        this.sessionCalls = new SessionCalls(calls, keeper);
        this.relations = new Relations(sessionCalls);
        this.sessions = new Sessions(sessionCalls, keeper);
        this.ownUser = new OwnUser(sessionCalls, keeper);
        this.groups = new Groups(sessionCalls, clock);
        this.invites = new Invites(sessionCalls);
    }

    /** An API that nobody has logged in to yet. */
    public static WarblerApi of(Endpoint endpoint) {
        return of(endpoint, Clock.systemUTC());
    }

    /** The same with a clock of your own. */
    public static WarblerApi of(Endpoint endpoint, Clock clock) {
        return new WarblerApi(endpoint, clock);
    }

    /** Makes a user. */
    public User register(String name, String password) {
        return answer(calls.call(Call.post("/v1/users", Map.of("name", name, "password", password)), null, User.class));
    }

    /** Opens a session; the credentials are kept in memory for when it is revoked or expires. */
    public Session login(Credentials credentials, Device device) {
        return keeper.login(credentials, device);
    }

    /** Goes on with a session that an earlier run kept. */
    public void resume(Session session) {
        keeper.resume(session);
    }

    /** Logs in at the first call that needs a session. */
    public void loginWhenNeeded(Credentials credentials, Device device) {
        keeper.remember(credentials, device);
    }

    /** The session, if one is open. */
    public Optional<Session> session() {
        return keeper.current();
    }

    /** The session with an access token that is valid now; logs in or refreshes if need be. */
    public Session validSession() {
        return keeper.valid();
    }

    /** Renews the tokens at once. */
    public Session refresh() {
        return keeper.refresh();
    }

    /** Drops the session without telling the server, because the server revoked it. */
    public void forgetSession() {
        keeper.forget();
    }

    /** Revokes the session. */
    public void logout() {
        sessionCalls.run(Call.delete("/v1/sessions/current"));
        keeper.forget();
    }

    /** A single-use ticket for the first frame of a WebSocket; good for 30 s. */
    public String webSocketTicket() {
        return sessionCalls
                .answer(Call.post("/v1/ws-tickets", Map.of()), Ticket.class)
                .ticket();
    }

    /** The user of exactly this name. */
    public Optional<User> userByName(String name) {
        return users("name", name);
    }

    /** The user of this id. */
    public Optional<User> userById(String id) {
        return users("id", id);
    }

    /** The users of these ids, at most 100; unknown ids are left out. */
    public List<User> usersById(Collection<String> ids) {
        String query = ids.stream().map(id -> "id=" + encoded(id)).collect(Collectors.joining("&"));
        return sessionCalls.answer(Call.get("/v1/users?" + query), Users.class).users();
    }

    /**
     * Users whose names begin with this, 3 characters at least, in the order of the names; an exact match comes first.
     *
     * @param cursor {@code next} of the page before; empty for the first
     */
    public UserPage searchUsers(String prefix, String cursor) {
        return sessionCalls.answer(
                Call.get("/v1/users/search?prefix=" + encoded(prefix) + "&cursor=" + encoded(cursor)), UserPage.class);
    }

    /** Who has read a message of a conversation that the user is a member of. */
    public Readers readers(String conversation, long seq) {
        String path = "/v1/conversations/" + encoded(conversation) + "/messages/" + seq + "/readers";
        return sessionCalls.answer(Call.get(path), Readers.class);
    }

    /**
     * Who voted in a poll; of an anonymous one nobody is told.
     *
     * @param cursor {@code next} of the page before; empty for the first
     */
    public PollVoters pollVoters(String conversation, long seq, String cursor) {
        String path =
                "/v1/conversations/" + encoded(conversation) + "/messages/" + seq + "/votes?cursor=" + encoded(cursor);
        return sessionCalls.answer(Call.get(path), PollVoters.class);
    }

    /** Friend requests, friendships and blocks. */
    public Relations relations() {
        return relations;
    }

    /** Conversations of many: their members, roles and rules. */
    public Groups groups() {
        return groups;
    }

    /** Invites of groups, and joining by them. */
    public Invites invites() {
        return invites;
    }

    /** The user's sessions and devices. */
    public Sessions sessions() {
        return sessions;
    }

    /** Profile and password of the user, and the ways to leave. */
    public OwnUser ownUser() {
        return ownUser;
    }

    /** Where this API's server is. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** The HTTP client, for a WebSocket to the same server. */
    public HttpClient http() {
        return http;
    }

    /** Ends the threads. The session stays valid at the server. */
    @Override
    public void close() {
        endClient();
        threads.shutdownNow();
    }

    private Optional<User> users(String by, String value) {
        return sessionCalls.answer(Call.get("/v1/users?" + by + "=" + encoded(value)), Users.class).users().stream()
                .findFirst();
    }

    /** {@code HttpClient.shutdownNow} exists from Java 21 on; before, the client ends when nobody refers to it. */
    private void endClient() {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(http);
        } catch (ReflectiveOperationException e) {
            LOG.debug("This Java ends HTTP clients by itself", e);
        }
    }

    private static <T> T answer(@Nullable T answer) {
        return Objects.requireNonNull(answer, "answer");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ExecutorService daemonThreads() {
        var number = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "warbler-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private record Ticket(String ticket, long expiresInSeconds) {}

    private record Users(List<User> users) {}
}

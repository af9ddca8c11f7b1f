package io.warbler.sdk;

import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.sdk.rest.Credentials;
import io.warbler.sdk.rest.Device;
import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.rest.Session;
import io.warbler.sdk.rest.WarblerApi;
import io.warbler.sdk.store.ClientStateStore;
import io.warbler.sdk.store.OutboxStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Gathers what a {@link WarblerClient} needs. Only the address and who logs in must be given. */
public final class WarblerClientBuilder {

    private final String url;
    private final Map<String, String> headers = new HashMap<>();
    private final @Nullable WarblerApi givenApi;
    private boolean closesApi;
    private @Nullable Path certificates;
    private @Nullable Credentials credentials;
    private @Nullable Session session;
    private String platform = "java";
    private String deviceName = "Java client";
    private Subprotocol subprotocol = Subprotocol.PROTO;
    private OutboxStore outboxStore = OutboxStore.inMemory();
    private ClientStateStore stateStore = ClientStateStore.inMemory();
    private WarblerListener listener = new WarblerListener() {};
    private Consumer<ServerFrame> tap = frame -> {};
    private Backoff backoff = Backoff.standard();
    private Clock clock = Clock.systemUTC();
    private RandomGenerator random = new SecureRandom();
    private @Nullable ScheduledExecutorService scheduler;
    private Beginning beginning = Beginning.NEWEST;

    WarblerClientBuilder(String url, @Nullable WarblerApi givenApi) {
        this.url = url;
        this.givenApi = givenApi;
        this.closesApi = givenApi == null;
    }

    /** Believes the certificates of this PEM file instead of the system's authorities. */
    public WarblerClientBuilder trust(Path pemFile) {
        certificates = pemFile;
        return this;
    }

    /** Logs in by name and password, and again when the session is revoked. */
    public WarblerClientBuilder credentials(String name, String password) {
        credentials = new Credentials(name, password);
        return this;
    }

    /** Goes on with a session that an earlier run kept. */
    public WarblerClientBuilder session(Session kept) {
        session = kept;
        return this;
    }

    /** What this device is, for the user's list of devices. */
    public WarblerClientBuilder device(String platform, String name) {
        this.platform = platform;
        this.deviceName = name;
        return this;
    }

    /** How frames are written; binary unless told. */
    public WarblerClientBuilder subprotocol(Subprotocol choice) {
        subprotocol = choice;
        return this;
    }

    /** Where unanswered sends are kept; in memory unless told. One store belongs to one user. */
    public WarblerClientBuilder outboxStore(OutboxStore store) {
        outboxStore = store;
        return this;
    }

    /** Where it is kept how far the conversations are held; in memory unless told. One store belongs to one user. */
    public WarblerClientBuilder stateStore(ClientStateStore store) {
        stateStore = store;
        return this;
    }

    /** Who is told of messages and changes. */
    public WarblerClientBuilder listener(WarblerListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Hands over conversations that are new to this client from their first message on. Unless told, they begin with
     * the newest few messages, and older ones are read with {@link WarblerClient#historyBefore}.
     */
    public WarblerClientBuilder fromTheBeginning() {
        beginning = Beginning.FIRST;
        return this;
    }

    /** Hands over only what comes after this client's first sync: for bots, which must not answer old messages. */
    public WarblerClientBuilder fromNow() {
        beginning = Beginning.NOW;
        return this;
    }

    /**
     * Told of every frame of the server before anything is made of it, also of those that the client passes over: to
     * find out what really came. Called by the socket's thread; one that blocks stops the reading.
     */
    public WarblerClientBuilder tap(Consumer<ServerFrame> tap) {
        this.tap = tap;
        return this;
    }

    /** The delays between attempts to connect. */
    public WarblerClientBuilder backoff(Backoff choice) {
        backoff = choice;
        return this;
    }

    /** A header of the WebSocket handshake, for example {@code Origin}. */
    public WarblerClientBuilder header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The clock that says when tokens expire. */
    public WarblerClientBuilder clock(Clock choice) {
        clock = choice;
        return this;
    }

    /** Draws the jitter. */
    public WarblerClientBuilder random(RandomGenerator choice) {
        random = choice;
        return this;
    }

    /** Runs timers and the client's own work; stays open when the client closes. */
    public WarblerClientBuilder scheduler(ScheduledExecutorService choice) {
        scheduler = choice;
        return this;
    }

    /** Makes the client; it does nothing before {@link WarblerClient#connect}. */
    public WarblerClient build() {
        WarblerApi api = givenApi == null ? newApi() : givenApi;
        logIn(api);
        var threads = new Threads(scheduler);
        var opener = new HttpClientSocketOpener(api, subprotocol, headers);
        SocketOpener tapped = events -> opener.open(new TappedEvents(events, tap));
        var doors = new Link.Doors(api, tapped, threads.io());
        var core = new ClientCore(new Wiring(
                new SerialLoop(threads.scheduler()),
                new Callbacks(threads.listener(), listener),
                doors,
                outboxStore,
                stateStore,
                backoff,
                random,
                beginning));
        return new WarblerClient(core, threads, api, closesApi);
    }

    WarblerClientBuilder closingApi() {
        closesApi = true;
        return this;
    }

    private WarblerApi newApi() {
        Endpoint endpoint = certificates == null ? Endpoint.of(url) : Endpoint.trusting(url, certificates);
        return WarblerApi.of(endpoint, clock);
    }

    private void logIn(WarblerApi api) {
        if (credentials != null) {
            String known = stateStore.load().device();
            api.loginWhenNeeded(credentials, new Device(known.isEmpty() ? null : known, platform, deviceName));
        }
        if (session != null) {
            api.resume(session);
        }
    }
}

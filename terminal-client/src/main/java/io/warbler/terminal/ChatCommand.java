package io.warbler.terminal;

import io.warbler.sdk.Subprotocol;
import io.warbler.sdk.WarblerClient;
import io.warbler.sdk.rest.Credentials;
import io.warbler.sdk.rest.Device;
import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.rest.Session;
import io.warbler.sdk.rest.WarblerApi;
import io.warbler.sdk.rest.WarblerApiException;
import io.warbler.sdk.store.OutboxStore;
import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `chat USER`: from the command line to a running chat and back.
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        version = "warbler terminal client 0.1.0",
        sortOptions = false,
        description = "Chats in this terminal as the given user. Type /help inside.")
final class ChatCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ChatCommand.class);

    @Parameters(paramLabel = "USER", description = "Who you are, for example alice.")
    private String user = "";

    @Option(names = "--url", paramLabel = "URL", description = "The server (default: ${DEFAULT-VALUE}).")
    private String url = "https://127.0.0.1:8443";

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM file of the certificates to believe.")
    private @Nullable Path certificates;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Lines of name=password.")
    private @Nullable Path passwordFile;

    @Option(names = "--to", paramLabel = "NAME", description = "Opens the conversation with this user at once.")
    private @Nullable String to;

    @Option(names = "--json", description = "Speaks JSON frames instead of binary ones.")
    private boolean json;

    @Option(names = "--plain-output", description = "Plain lines, even in a terminal.")
    private boolean plainOutput;

    @Option(names = "--state-dir", paramLabel = "DIR", description = "Where unsent messages are kept.")
    private Path stateFolder = Path.of(System.getProperty("user.home"), ".warbler", "terminal");

    @Override
    public Integer call() throws InterruptedException {
        boolean typing = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        try (Screen screen = typing && !plainOutput ? new TypingScreen() : PipeScreen.ofProcess()) {
            return run(screen);
        }
    }

    private int run(Screen screen) throws InterruptedException {
        String name = user.toLowerCase(Locale.ROOT);
        var credentials = new Credentials(name, Passwords.of(name, passwordFile, screen));
        Endpoint endpoint = certificates == null ? Endpoint.of(url) : Endpoint.trusting(url, certificates);
        try (var api = WarblerApi.of(endpoint);
                var home = Home.of(stateFolder, name)) {
            Session session = api.login(credentials, new Device(home.device(), "terminal", "Terminal of " + name));
            home.keepDevice(session.user(), session.device());
            try {
                return chat(screen, api, home.outbox(session.user()), name);
            } finally {
                logout(api);
            }
        }
    }

    /// A server that is gone will find the session expired.
    private static void logout(WarblerApi api) {
        try {
            api.logout();
        } catch (WarblerApiException e) {
            LOG.debug("Not logged out", e);
        }
    }

    private int chat(Screen screen, WarblerApi api, OutboxStore outbox, String name) throws InterruptedException {
        var desk = new Desk();
        var clock = Clock.systemUTC();
        var printer = new Printer(screen, new Names(api, name), clock);
        var events = new ChatEvents(desk, printer);
        try (var client = WarblerClient.builder(api)
                .subprotocol(json ? Subprotocol.JSON : Subprotocol.PROTO)
                .outboxStore(outbox)
                .listener(events)
                .build()) {
            var sends = new Sends(desk, printer);
            var chat = new Chat(client, printer, sends, clock);
            client.connect().thenRun(() -> events.begin(chat)).join();
            return new InputLoop(desk, chat, sends, printer, screen).run(to);
        } finally {
            desk.close();
        }
    }
}

package io.warbler.terminal;

import io.warbler.sdk.WarblerClient;
import io.warbler.sdk.peer.ProtocolPeer;
import io.warbler.sdk.rest.Credentials;
import io.warbler.sdk.rest.Device;
import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.rest.WarblerApi;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/// What came of lines that Alice typed.
///
/// @param status the exit status
record TypedChat(List<String> printed, int status) {

    /// The whole program but for its options, against a peer.
    static TypedChat with(ProtocolPeer peer, String input) throws InterruptedException {
        var printed = new ByteArrayOutputStream();
        var screen = new PipeScreen(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), printed);
        int status;
        try (var api = WarblerApi.of(Endpoint.of(peer.url()));
                var desk = new Desk()) {
            api.login(new Credentials("alice", "secret"), Device.unregistered("test", "Test"));
            var printer = new Printer(screen, new Names(api, "alice"), Clock.systemUTC());
            var events = new ChatEvents(desk, printer);
            try (var client = WarblerClient.builder(api).listener(events).build()) {
                var sends = new Sends(desk, printer);
                var chat = new Chat(client, printer, sends, Clock.systemUTC());
                client.connect().thenRun(() -> events.begin(chat)).join();
                status = new InputLoop(desk, chat, sends, printer, screen).run(null);
            }
        }
        return new TypedChat(printed.toString(StandardCharsets.UTF_8).lines().toList(), status);
    }
}

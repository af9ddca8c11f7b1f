package io.warbler.sdk.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.sdk.peer.ProtocolPeer;
import io.warbler.sdk.rest.Endpoint;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawSocketTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final ProtocolPeer peer = new ProtocolPeer();

    @AfterEach
    void close() {
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"warbler.v1.proto", "warbler.v1.json"})
    void itSpeaksBothSubprotocols(String subprotocol) throws IOException {
        try (var raw = RawSocket.open(Endpoint.of(peer.url()), subprotocol)) {
            ServerFrame welcome = raw.login("bob", SOON);

            assertThat(welcome.getWelcome().getUser()).isEqualTo("bob");
        }
    }

    @Test
    void itSeesTheCloseCode() throws IOException {
        try (var raw = RawSocket.open(Endpoint.of(peer.url()), "warbler.v1.proto")) {
            assertThat(raw.login("bob", SOON).hasWelcome()).isTrue();
            peer.closeAll(4201);

            assertThat(raw.receiveEnd(SOON)).isEqualTo(new Incoming.Close(4201, "told to"));
        }
    }
}

package io.warbler.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubprotocolTest {

    @Test
    void firstKnownOneIsChosen() {
        assertThat(Subprotocol.choose(List.of("graphql-ws, warbler.v1.json , warbler.v1.proto")))
                .contains(Subprotocol.JSON);
        assertThat(Subprotocol.choose(List.of("warbler.v2.proto", "warbler.v1.proto")))
                .contains(Subprotocol.PROTO);
    }

    @Test
    void noneIsChosenWhenNoneIsKnown() {
        assertThat(Subprotocol.choose(List.of())).isEmpty();
        assertThat(Subprotocol.choose(List.of("", "warbler.v1.PROTO", "warbler.v1")))
                .isEmpty();
    }
}

package io.warbler.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.sdk.peer.ProtocolPeer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the user does with messages for themselves: sends them later, takes them off their devices.
class OwnChatTest {

    private static final String CONVERSATION = ProtocolPeer.direct("alice", "bob");

    private final ProtocolPeer peer = new ProtocolPeer();

    @AfterEach
    void close() {
        peer.close();
    }

    @Test
    void whatIsSaidLaterIsListedAndTakenBack() throws InterruptedException {
        List<String> printed =
                chat("/open bob\n/later 8h good morning\n/scheduled\n/unschedule 1\n/unschedule 2\n/scheduled\n");

        assertThat(printed).anyMatch(line -> line.contains("will be sent "));
        assertThat(printed).anyMatch(line -> line.matches("   1  .*good morning"));
        assertThat(printed)
                .anyMatch(line -> line.contains("it will not be sent"))
                .anyMatch(line -> line.contains("there is no such number"))
                .anyMatch(line -> line.contains("nothing waits to be sent"));
        assertThat(peer.texts(CONVERSATION)).isEmpty();
    }

    @Test
    void aMessageIsTakenOffOnesOwnDevices() throws InterruptedException {
        peer.post(CONVERSATION, "bob", "first");
        peer.post(CONVERSATION, "bob", "second");

        List<String> printed = chat("/open bob\n/deleteforme 2\n/deleteforme 1\n/deleteforme 1\n");

        assertThat(printed)
                .anyMatch(line -> line.contains("you will not see “first” any more"))
                .anyMatch(line -> line.contains("you will not see “second” any more"))
                .anyMatch(line -> line.contains("there is no such message"));
    }

    private List<String> chat(String input) throws InterruptedException {
        return TypedChat.with(peer, input).printed();
    }
}

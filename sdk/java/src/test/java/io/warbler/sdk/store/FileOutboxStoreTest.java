package io.warbler.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.SendMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOutboxStoreTest {

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void setUp() {
        file = folder.resolve("one/outbox");
    }

    @Test
    void unansweredSendsAndTheLastNumberSurvive() {
        String outbox;
        try (var store = OutboxStore.file(file)) {
            outbox = store.load().outbox();
            store.append(List.of(send(outbox, 1), send(outbox, 2), send(outbox, 3)));
            store.answered(send(outbox, 1));
            store.answered(send(outbox, 3));
        }

        OutboxContents held = reopened(file);

        assertThat(held.outbox()).isEqualTo(outbox).hasSize(32);
        assertThat(held.lanes()).containsOnlyKeys("c");
        assertThat(lane(held)).isEqualTo(new OutboxLane(outbox, 3, List.of(send(outbox, 2))));
    }

    @Test
    void aLineCutByACrashIsDropped() throws IOException {
        String outbox;
        try (var store = OutboxStore.file(file)) {
            outbox = store.load().outbox();
            store.append(List.of(send(outbox, 1)));
        }
        Files.writeString(file, "0badc0de {\"kind\":\"se", StandardOpenOption.APPEND);

        assertThat(lane(reopened(file)).unanswered()).containsExactly(send(outbox, 1));
    }

    @Test
    void aCopyIsAnotherOutboxAndDoesNotSendWhatTheOriginalHolds() throws IOException {
        String outbox;
        try (var store = OutboxStore.file(file)) {
            outbox = store.load().outbox();
            store.append(List.of(send(outbox, 1)));
        }
        Path copy = folder.resolve("two/outbox");
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);

        OutboxContents held = reopened(copy);

        assertThat(held.outbox()).isNotEqualTo(outbox);
        assertThat(held.lanes()).isEmpty();
    }

    @Test
    void twoCannotHaveItOpen() {
        try (var store = OutboxStore.file(file)) {
            store.load();
            assertThatThrownBy(() -> OutboxStore.file(file)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aLongHistoryIsRewrittenAway() throws IOException {
        try (var store = OutboxStore.file(file)) {
            String outbox = store.load().outbox();
            List<OutboxSend> sends = LongStream.rangeClosed(1, 3_000)
                    .mapToObj(number -> send(outbox, number))
                    .toList();
            store.append(sends);
            sends.forEach(store::answered);
        }

        assertThat(lane(reopened(file)).lastNumber()).isEqualTo(3_000);
        assertThat(Files.size(file)).isLessThan(1_000);
    }

    @Test
    void aLaneMayGoOnUnderAnotherId() {
        String fresh = OutboxIds.random();
        try (var store = OutboxStore.file(file)) {
            String outbox = store.load().outbox();
            store.append(List.of(send(outbox, 1), send(outbox, 2)));
            store.restart("c", new OutboxLane(fresh, 1, List.of(send(fresh, 1))));
        }

        assertThat(lane(reopened(file))).isEqualTo(new OutboxLane(fresh, 1, List.of(send(fresh, 1))));
    }

    @Test
    void aChangeOfAMessageIsKeptAsItWasAsked() {
        OutboxSend change;
        try (var store = OutboxStore.file(file)) {
            change = change(store.load().outbox());
            store.append(List.of(change));
        }

        assertThat(lane(reopened(file)).unanswered()).containsExactly(change);
    }

    private static OutboxSend change(String outbox) {
        var edit = MessageChange.newBuilder().setTargetSeq(7);
        edit.getEditedBuilder().getBodyBuilder().setText("hello");
        return new OutboxSend("c", null, outbox, 1, "id-1", SendMessage.getDefaultInstance(), edit.build());
    }

    private static OutboxContents reopened(Path file) {
        try (var store = OutboxStore.file(file)) {
            return store.load();
        }
    }

    private static OutboxLane lane(OutboxContents held) {
        return Objects.requireNonNull(held.lanes().get("c"));
    }

    private static OutboxSend send(String outbox, long number) {
        var body = MessageBody.newBuilder().setText("text " + number).build();
        return new OutboxSend("c", "u1", outbox, number, "id-" + number, body);
    }
}

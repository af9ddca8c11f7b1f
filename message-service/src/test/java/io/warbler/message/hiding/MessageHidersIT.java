package io.warbler.message.hiding;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.SharedEdge;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MessageHidersIT extends SharedEdge {

    private final ConversationId conversation = ConversationId.group(EdgeHarness.newUser(), new byte[16]);

    @Test
    void whoHidAMessageIsKnownByTheMessage() {
        UserId alice = EdgeHarness.newUser();
        UserId bob = EdgeHarness.newUser();
        hiders().add(conversation, LongStream.rangeClosed(1, 100).boxed().toList(), alice);
        hiders().add(conversation, List.of(7L), bob);

        assertThat(found(7)).isEqualTo(Hiders.of(Set.of(alice.value(), bob.value())));
        assertThat(found(100).users()).containsExactly(alice.value());
        assertThat(found(101)).isEqualTo(Hiders.NONE);
    }

    @Test
    void aboveAThousandNobodyIsNamed() {
        IntStream.range(0, MessageHiders.MOST_NAMED)
                .forEach(_ -> hiders().add(conversation, List.of(200L), EdgeHarness.newUser()));
        assertThat(found(200).users()).hasSize(MessageHiders.MOST_NAMED);

        hiders().add(conversation, List.of(200L), EdgeHarness.newUser());

        assertThat(found(200)).isEqualTo(Hiders.TOO_MANY);
    }

    private Hiders found(long seq) {
        return hiders().of(conversation, seq).toCompletableFuture().join();
    }

    private MessageHiders hiders() {
        return harness.bean(MessageHiders.class);
    }
}

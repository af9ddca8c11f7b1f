package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Typing reaches the other members on all gateways, and nobody else.
@Tag("I11")
class TypingScenarioIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /// An SDK signals no sooner again.
    private static final Duration SIGNALLED_EVERY = Duration.ofSeconds(3);

    private final Cluster cluster = Cluster.shared();
    private double refusedAtFirst;
    /// How many signals should be refused, at most.
    private int typed;
    private long nextNanos;

    @Test
    void onlyMembersWhoMayWriteSeeTyping() {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        var mallory = Person.register(cluster, "mallory");
        Person.befriend(cluster, alice, bob);
        try (var alicePhone = alice.device(cluster, "gateway-1").connect();
                var bobPhone = bob.device(cluster, "gateway-1").connect();
                var bobLaptop = bob.device(cluster, "gateway-2").connect();
                var malloryPhone = mallory.device(cluster, "gateway-2").connect();
                var bobApi = bob.api(cluster)) {
            String conversation = alicePhone.client().directConversation(bob.id());

            typeUntilSeen(alicePhone, bob, bobPhone);
            await().atMost(SOON).until(() -> bobLaptop.typing().contains(alice.id()));

            refusedAtFirst = refused();
            typeUntilRefused(() -> malloryPhone.client().typing(conversation));
            typeUntilRefused(() -> malloryPhone.client().typingToUser(bob.id()));
            bobApi.relations().block(alice.id());
            int seen = bobPhone.typing().size();
            typeUntilRefused(() -> alicePhone.client().typing(conversation));
            assertThat(bobPhone.typing()).hasSize(seen).doesNotContain(mallory.id());
            assertThat(alicePhone.typing()).isEmpty();
            assertThat(malloryPhone.typing()).isEmpty();
        }
    }

    private double refused() {
        return cluster.metrics().sum("message", "warbler_message_typing_refused_total");
    }

    /// Until more were refused than those of others before could be, of whom some may be refused late.
    private void typeUntilRefused(Runnable typing) {
        int ofOthers = typed;
        nextNanos = System.nanoTime();
        await().atMost(SOON).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (System.nanoTime() - nextNanos >= 0) {
                nextNanos += SIGNALLED_EVERY.toNanos();
                typed++;
                typing.run();
            }
            return refused() - refusedAtFirst > ofOthers;
        });
    }

    /// Signals are dropped while their reader comes up; people go on typing.
    private static void typeUntilSeen(RecordingDevice typing, Person peer, RecordingDevice seeing) {
        int before = seeing.typing().size();
        await().atMost(SOON).pollInterval(Duration.ofMillis(500)).until(() -> {
            typing.client().typingToUser(peer.id());
            return seeing.typing().size() > before;
        });
    }
}

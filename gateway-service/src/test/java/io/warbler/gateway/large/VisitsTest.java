package io.warbler.gateway.large;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VisitsTest {

    private final Visits visits = new Visits(Runnable::run);
    private final List<String> begun = new ArrayList<>();
    private final List<CompletableFuture<String>> reads = new ArrayList<>();

    @Test
    void fewRunAtOnceAndLoginsGoFirst() {
        for (int i = 0; i < Visits.AT_ONCE; i++) {
            var _ = visit(false, "first");
        }
        var _ = visit(false, "waiting");
        var _ = visit(true, "login");
        assertThat(begun).hasSize(Visits.AT_ONCE).containsOnly("first");

        reads.getFirst().complete("read");
        assertThat(begun).endsWith("login").doesNotContain("waiting");

        reads.get(1).completeExceptionally(new IllegalStateException("away"));
        assertThat(begun).endsWith("login", "waiting");
    }

    @Test
    void outcomeIsThatOfTheRead() {
        CompletableFuture<String> one = visit(false, "one");
        CompletableFuture<String> other = visit(false, "other");

        reads.getFirst().complete("read");
        reads.getLast().completeExceptionally(new IllegalStateException("away"));

        assertThat(one).isCompletedWithValue("read");
        assertThat(other).isCompletedExceptionally();
    }

    @Test
    void whatCannotBeginLeavesRoomForOthers() {
        for (int i = 0; i <= Visits.AT_ONCE; i++) {
            CompletableFuture<String> failed = visits.run(false, () -> {
                throw new IllegalStateException("no channel");
            });
            assertThat(failed).isCompletedExceptionally();
        }

        var _ = visit(false, "afterwards");

        assertThat(begun).containsExactly("afterwards");
    }

    @Test
    void backoffDoublesUntilAVisitSucceeds() {
        var guest = new Guest("alice");

        var first = guest.planRetry().orElseThrow();
        assertThat(guest.planRetry()).as("one is planned").isEmpty();
        guest.retries();
        assertThat(guest.planRetry()).contains(first.multipliedBy(2));
        for (int i = 0; i < 10; i++) {
            guest.retries();
            guest.planRetry();
        }
        guest.retries();
        assertThat(guest.planRetry()).contains(Guest.MOST_BACKOFF);
        guest.reached();
        guest.retries();
        assertThat(guest.planRetry()).contains(first);
    }

    private CompletableFuture<String> visit(boolean isLogin, String name) {
        return visits.run(isLogin, () -> {
            begun.add(name);
            var read = new CompletableFuture<String>();
            reads.add(read);
            return read;
        });
    }
}

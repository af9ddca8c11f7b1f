package io.warbler.message.simulation;

import static io.warbler.message.simulation.Interleavings.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.message.simulation.Interleavings.Step;
import org.junit.jupiter.api.Test;

/// The races of owners that follow each other, each in every order that its steps can take
/// (docs/adr/0034-what-a-former-owner-may-still-do.md).
class TakeoverRacesTest {

    /// A former owner tells of a record while another owner opens the partition and makes heads in an empty cache.
    private static final class Telling {

        private boolean appended;
        private boolean polled;
        private boolean claimed;
        private boolean wanted = true;
        private boolean told;
        private boolean belowEnd;
        private boolean isOlderHeadMade;

        private static final Step<Telling> APPEND = step("append", it -> it.appended = true);
        private static final Step<Telling> POLL = step("poll", it -> it.polled = it.appended);
        private static final Step<Telling> CHECK = step("check", it -> it.wanted = !it.claimed);
        private static final Step<Telling> TELL = step("tell", it -> it.told = it.polled && it.wanted);
        private static final Step<Telling> CLAIM = step("claim", it -> it.claimed = true);
        private static final Step<Telling> END = step("end", it -> it.belowEnd = it.appended);
        /// Of what stands before the record; who knows that the record is there waits until it has decided it.
        private static final Step<Telling> HEAD = step("head", it -> it.isOlderHeadMade = !it.belowEnd);

        private boolean isSeen() {
            return !told || !isOlderHeadMade;
        }
    }

    private static Interleavings<Telling> telling() {
        return new Interleavings<>(Telling::new, Telling::isSeen).process(Telling.APPEND);
    }

    @Test
    void noHeadIsOlderThanWhatAFormerOwnerTold() {
        var orders = telling()
                .process(Telling.POLL, Telling.CHECK, Telling.TELL)
                .process(Telling.CLAIM, Telling.END, Telling.HEAD);

        assertThat(orders.broken()).isEmpty();
        assertThat(orders.count()).isEqualTo(140);
    }

    @Test
    void formerOwnerThatDoesNotLookTellsMoreThanTheHead() {
        var orders = telling().process(Telling.POLL, Telling.TELL).process(Telling.CLAIM, Telling.END, Telling.HEAD);

        assertThat(orders.broken()).isNotEmpty();
    }

    @Test
    void endThatIsReadBeforeTheClaimIsTooLow() {
        var orders = telling()
                .process(Telling.POLL, Telling.CHECK, Telling.TELL)
                .process(Telling.END, Telling.CLAIM, Telling.HEAD);

        assertThat(orders.broken()).isNotEmpty();
    }

    /// Two owners open a new generation one after the other while the last checkpoint of the generation before is
    /// written. What it says decides which snapshots they trust, and so what they write.
    private static final class Floors {

        private boolean passed;
        private boolean opened;
        private boolean first;
        private boolean second;

        /// When the next generation stands, the accident has lasted longer than any write.
        private static final Step<Floors> CHECKPOINT = step("checkpoint", it -> it.passed |= !it.opened);
        private static final Step<Floors> OPEN = step("open", it -> it.opened = true);
        private static final Step<Floors> READ_FIRST = step("read first", it -> it.first = it.passed);
        private static final Step<Floors> READ_SECOND = step("read second", it -> it.second = it.passed);

        private boolean areTheSame() {
            return first == second;
        }
    }

    @Test
    void ownersOfAGenerationTrustTheSameSnapshots() {
        var orders = new Interleavings<>(Floors::new, Floors::areTheSame)
                .process(Floors.CHECKPOINT)
                .process(Floors.OPEN, Floors.READ_FIRST)
                .process(Floors.OPEN, Floors.READ_SECOND);

        assertThat(orders.broken()).isEmpty();
        assertThat(orders.count()).isEqualTo(30);
    }

    @Test
    void floorsThatAreReadBeforeTheGenerationStandsDiffer() {
        var orders = new Interleavings<>(Floors::new, Floors::areTheSame)
                .process(Floors.CHECKPOINT)
                .process(Floors.READ_FIRST, Floors.OPEN)
                .process(Floors.READ_SECOND, Floors.OPEN);

        assertThat(orders.broken()).isNotEmpty();
    }
}

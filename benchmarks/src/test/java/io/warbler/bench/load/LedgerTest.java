package io.warbler.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final int ALICE = 4;
    private static final int BOB = 7;

    private final Ledger ledger = new Ledger(List.of(List.of(BOB, ALICE), List.of(BOB)));

    @Test
    void whatEverybodyGotIsNotLost() {
        var number = ledger.send(0);

        assertThat(ledger.received(0, number, ALICE)).isTrue();
        assertThat(ledger.received(0, number, BOB)).isTrue();

        assertThat(ledger.lost()).isZero();
        assertThat(ledger.duplicates()).isZero();
        assertThat(ledger.disorders()).isZero();
    }

    @Test
    void everyMissingCopyIsLost() {
        ledger.send(0);
        ledger.send(1);

        assertThat(ledger.lost()).isEqualTo(3);
        assertThat(ledger.acceptedLost()).isZero();
    }

    @Test
    void whatWasConfirmedAndDidNotComeIsABrokenPromise() {
        var number = ledger.send(0);
        ledger.accepted(0, number);
        ledger.received(0, number, ALICE);

        assertThat(ledger.acceptedLost()).isEqualTo(1);
    }

    @Test
    void whatWasRefusedIsNotLost() {
        var number = ledger.send(1);
        ledger.refused(1, number);

        assertThat(ledger.lost()).isZero();
    }

    @Test
    void secondCopyIsADuplicate() {
        var number = ledger.send(1);
        ledger.received(1, number, BOB);

        assertThat(ledger.received(1, number, BOB)).isFalse();
        assertThat(ledger.duplicates()).isEqualTo(1);
    }

    @Test
    void copyBehindALaterOneIsOutOfOrder() {
        var first = ledger.send(1);
        var second = ledger.send(1);
        ledger.received(1, second, BOB);
        ledger.received(1, first, BOB);

        assertThat(ledger.disorders()).isEqualTo(1);
        assertThat(ledger.lost()).isZero();
    }

    @Test
    void ordersOfFlowsAreTheirOwn() {
        var one = ledger.send(0);
        var other = ledger.send(1);
        ledger.received(1, other, BOB);
        ledger.received(0, one, BOB);

        assertThat(ledger.disorders()).isZero();
    }

    @Test
    void strangersAreNotCounted() {
        var number = ledger.send(1);

        assertThat(ledger.received(1, number, ALICE)).isFalse();
        assertThat(ledger.received(1, number + 1, BOB)).isFalse();
        assertThat(ledger.lost()).isEqualTo(1);
    }
}

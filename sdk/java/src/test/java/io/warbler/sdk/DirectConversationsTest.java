package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DirectConversationsTest {

    private static final String ALICE = "u00000000000070008000000000000001";
    private static final String BOB = "u00000000000070008000000000000002";

    @Test
    void theIdIsTheSameFromBothSides() {
        assertThat(DirectConversations.id(ALICE, BOB)).isEqualTo(DirectConversations.id(BOB, ALICE));
    }

    /** The expected value was computed with sha256sum. */
    @Test
    void theIdIsTheDocumentedHash() {
        assertThat(DirectConversations.id(ALICE, BOB)).isEqualTo("df0eb9ca4320c22b7c25ba4d2843d40fe");
    }
}

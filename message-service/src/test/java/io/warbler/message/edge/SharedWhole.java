package io.warbler.message.edge;

import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// Tests of the whole service, each with users of its own; all classes use the same application.
@WarblerStack(services = "message", topics = true, shared = true, group = "whole")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SharedWhole {

    protected EdgeHarness harness;

    @BeforeAll
    void start(StackConnection stack) {
        harness = stack.shared(EdgeHarness.class, EdgeHarness::whole);
    }

    /// Whatever the test before has changed.
    @BeforeEach
    void everybodyIsAFriendAndAuthServiceIsThere() {
        harness.friends().answer(FakeFriends.FRIENDS);
        harness.users().setAway(false);
    }
}

package io.warbler.message.edge;

import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// Tests of what is behind the doors, each with users of its own; all classes use the same application.
@WarblerStack(services = "message", topics = true, shared = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SharedEdge {

    protected EdgeHarness harness;

    @BeforeAll
    void start(StackConnection stack) {
        harness = stack.shared(EdgeHarness.class, EdgeHarness::new);
    }
}

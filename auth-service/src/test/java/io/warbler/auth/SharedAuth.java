package io.warbler.auth;

import io.warbler.test.StackExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Tests of auth-service, each with users of its own; all classes use the same application, whose clock goes on by no
/// more than a ticket lives.
public abstract class SharedAuth {

    protected static final int FAILURES_PER_NAME = 5;
    private static final String MANY = "100000";

    @Order(1)
    @RegisterExtension
    protected static final StackExtension STACK =
            StackExtension.with("auth").withTopics().shared();

    /// The limits of an address are for all tests together, those of a user or a client for each.
    @Order(2)
    @RegisterExtension
    protected static final AuthServer AUTH = AuthServer.on(STACK)
            .with("warbler.auth.throttle.failures-per-address", MANY)
            .with("warbler.auth.throttle.registrations-per-address", MANY)
            .with("warbler.auth.throttle.failures-per-name", Integer.toString(FAILURES_PER_NAME))
            .with("warbler.auth.throttle.searches-per-actor", "30")
            .with("warbler.auth.throttle.token-requests-per-client", "5")
            .shared();
}

package io.warbler.bench.scenario;

import java.util.List;

/// All that can be measured.
public final class Scenarios {

    private static final List<Scenario> ALL = List.of(
            new DirectMessages(),
            new GroupMessages(),
            new Logins(),
            new CatchUp(),
            new IdleConnections(),
            new Overload(),
            new LargeGroup(),
            new LongHistory(),
            new ManyConversations());

    private Scenarios() {}

    public static List<Scenario> all() {
        return ALL;
    }

    /// By id, in any case.
    ///
    /// @throws IllegalArgumentException there is no such scenario
    public static Scenario of(String id) {
        return ALL.stream()
                .filter(scenario -> scenario.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("scenario: '" + id + "' (expected: one of "
                        + ALL.stream().map(Scenario::id).toList() + ")"));
    }
}

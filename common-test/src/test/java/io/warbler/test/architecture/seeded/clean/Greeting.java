package io.warbler.test.architecture.seeded.clean;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

record Greeting(String text, List<String> names, Instant at) {

    static Greeting of(String text, Clock clock) {
        return new Greeting(text, List.of(), Instant.now(clock));
    }
}

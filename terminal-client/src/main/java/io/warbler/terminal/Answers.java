package io.warbler.terminal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What the server answers, waited for: whoever typed the question wants to see it before typing on.
final class Answers {

    private static final long SECONDS = 20;

    private Answers() {}

    static <T> T await(CompletableFuture<T> question) {
        return question.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }
}

package io.warbler.auth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The signing keys at a moment: previous ones still good for old tokens, the current one, the next one.
///
/// Which is which follows from the time alone, so instances agree without talking.
record KeyRing(List<SigningKey> keys) {

    KeyRing {
        keys = keys.stream().sorted(Comparator.comparingInt(SigningKey::number)).toList();
    }

    /// The key that signs now: the last one whose time has come, or the first one if this clock is behind.
    Optional<SigningKey> current(Instant now) {
        return keys.reversed().stream()
                .filter(key -> !key.activeFrom().isAfter(now))
                .findFirst()
                .or(() -> keys.stream().findFirst());
    }

    Optional<SigningKey> last() {
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.getLast());
    }

    /// Whether there is a key that will follow the current one.
    boolean hasNext(Instant now) {
        return last().filter(key -> key.activeFrom().isAfter(now)).isPresent();
    }

    /// Keys that no good token can be signed with any more: a successor took over longer than `kept` ago.
    List<SigningKey> retired(Instant now, Duration kept) {
        return keys.stream()
                .filter(key -> keys.stream().anyMatch(successor -> succeeds(successor, key, now.minus(kept))))
                .toList();
    }

    /// The keys that verifiers should know.
    List<SigningKey> published(Instant now, Duration kept) {
        var retired = retired(now, kept);
        return keys.stream().filter(key -> !retired.contains(key)).toList();
    }

    private static boolean succeeds(SigningKey successor, SigningKey key, Instant by) {
        return successor.number() > key.number() && successor.activeFrom().isBefore(by);
    }
}

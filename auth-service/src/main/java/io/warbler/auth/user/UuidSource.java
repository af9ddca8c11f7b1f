package io.warbler.auth.user;

import java.util.UUID;

/// Where new ids come from.
@FunctionalInterface
public interface UuidSource {

    /// A UUID that was never given before; version 7, so that ids sort by time.
    UUID next();

    /// 32 lower-case hexadecimal digits after a letter for the kind of id.
    default String next(char kind) {
        return kind + next().toString().replace("-", "");
    }
}

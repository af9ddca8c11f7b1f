package io.warbler.gateway.rate;

/// Who is counted.
///
/// @param kind what `id` is
/// @param id   a user, an integrator, or an address; the user in whose name an integrator sends
record Caller(Kind kind, String id) {

    enum Kind {
        ACTOR,
        AUTHOR,
        ADDRESS
    }

    String key() {
        return switch (kind) {
            case ACTOR -> "rate:actor:" + id;
            case AUTHOR -> "rate:author:" + id;
            case ADDRESS -> "rate:address:" + id;
        };
    }
}

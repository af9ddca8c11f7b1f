package io.warbler.bench.warbler;

import java.time.Instant;

/// A user of the population who has a session.
record PreparedUser(String name, String id, String accessToken, Instant expiresAt) {

    /// One line of a file.
    String line() {
        return String.join(" ", name, id, accessToken, expiresAt.toString());
    }

    static PreparedUser parse(String line) {
        var fields = line.split(" ", -1);
        return new PreparedUser(fields[0], fields[1], fields[2], Instant.parse(fields[3]));
    }

    @Override
    public String toString() {
        return name + " " + id;
    }
}

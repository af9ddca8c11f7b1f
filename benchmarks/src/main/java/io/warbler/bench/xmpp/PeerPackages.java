package io.warbler.bench.xmpp;

import io.warbler.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What Debian's packages `ejabberd` and `postgresql-15` installed; the script installs them.
record PeerPackages(Path root) {

    private static final Pattern LIBRARIES = Pattern.compile("(?m)^ERL_LIBS='([^']+)'");

    static final PeerPackages SYSTEM = new PeerPackages(Path.of("/"));

    /// A program of PostgreSQL 15, such as `initdb`.
    String postgres(String program) {
        return required(root.resolve("usr/lib/postgresql/15/bin").resolve(program), "postgresql-15");
    }

    String erl() {
        return required(root.resolve("usr/bin/erl"), "ejabberd");
    }

    String openssl() {
        return required(root.resolve("usr/bin/openssl"), "openssl");
    }

    /// The tables of ejabberd for PostgreSQL.
    String schema() {
        return required(root.resolve("usr/share/ejabberd/sql/pg.sql"), "ejabberd");
    }

    /// Where ejabberd's own libraries are; its start script knows.
    String erlangLibraries() {
        var script = required(root.resolve("usr/sbin/ejabberdctl"), "ejabberd");
        try {
            var found = LIBRARIES.matcher(Files.readString(Path.of(script)));
            if (!found.find()) {
                throw new StackException(script + ": no line ERL_LIBS='…' (expected: ejabberd 23.01 of Debian)");
            }
            return found.group(1);
        } catch (IOException e) {
            throw new StackException(script + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String required(Path file, String name) {
        if (!Files.exists(file)) {
            throw new StackException(file + " is missing (expected: of the package " + name
                    + "); ./warbler bench --vs ejabberd installs it as root, or: sudo apt-get install " + name);
        }
        return file.toString();
    }
}

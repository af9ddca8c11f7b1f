package io.warbler.stack.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// What commands share.
final class Commands {

    private Commands() {}

    /// Where a command prints; picocli fills the spec in before it calls.
    static PrintWriter out(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "spec").commandLine().getOut();
    }
}

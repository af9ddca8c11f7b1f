package io.warbler.stack.process;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Options for a JVM that the environment adds.
public final class JvmOptions {

    private JvmOptions() {}

    /// Those of the variable `WARBLER_…_JVM_OPTIONS` of a process, in their order.
    ///
    /// @param process for example `gateway` or `cassandra`
    public static List<String> of(String process, Map<String, String> environment) {
        var variable = "WARBLER_" + process.toUpperCase(Locale.ROOT) + "_JVM_OPTIONS";
        return Stream.of(environment.getOrDefault(variable, "").split(" ", -1))
                .filter(option -> !option.isEmpty())
                .toList();
    }
}

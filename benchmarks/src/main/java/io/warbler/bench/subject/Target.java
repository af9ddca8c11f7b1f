package io.warbler.bench.subject;

import io.warbler.bench.load.Driver;
import io.warbler.bench.system.ProcessGroup;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// A server that is measured: all of its processes on this machine, on loopback, with data of their own.
public interface Target {

    /// For people: `Warbler`, `ejabberd`.
    String name();

    /// Starts every process and returns when all serve.
    ///
    /// @param progress told a line per step
    void start(Consumer<String> progress);

    /// Makes the users and groups that are missing; what earlier runs made is used again.
    void prepare(Population population, Consumer<String> progress);

    /// Clients of the population.
    Driver driver();

    /// What its processes have counted so far, all together; empty if it has no such counter.
    OptionalDouble counted(Counter counter);

    /// All server-side processes, stores and workers included.
    ProcessGroup processes();

    /// What was measured: component to version or setting.
    Map<String, String> description();

    /// Ends every process; data stays.
    void stop(Consumer<String> progress);
}

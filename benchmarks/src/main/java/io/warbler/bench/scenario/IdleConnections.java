package io.warbler.bench.scenario;

import io.warbler.bench.load.Client;
import io.warbler.bench.report.Metric;
import io.warbler.bench.subject.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// S6: what a connection costs that does nothing. Each user has ten of them, on both targets.
final class IdleConnections implements Scenario {

    private static final int PER_USER = 10;
    private static final double KIB_PER_MIB = 1_024;
    private static final double MICROS = 1_000_000;
    private static final String PLOT = "S6: memory needed (MiB) by connections";

    private static final Metric NEEDED = Metric.lower("S6", "memory per idle connection (live heap and native)", "KiB");
    private static final Metric RESIDENT = Metric.lower("S6", "resident memory per idle connection", "KiB");
    private static final Metric CPU = Metric.lower("S6", "server CPU per idle connection and second", "µs");

    @Override
    public String id() {
        return "S6";
    }

    @Override
    public String title() {
        return "idle connections";
    }

    @Override
    public Population population(Settings settings) {
        return Population.ring(settings.connections() / PER_USER, 0, List.of());
    }

    @Override
    public void run(Session session) {
        var most = session.settings().connections();
        List<Client> clients = new ArrayList<>();
        var needed = new Slope();
        var resident = new Slope();
        var idle = new Slope();
        for (int count : List.of(0, most / 4, most / 2, most)) {
            clients.addAll(session.connect(IntStream.range(clients.size(), count)
                    .map(number -> number / PER_USER)
                    .boxed()
                    .toList()));
            measure(session, count, needed, resident, idle);
        }
        session.close(clients);
        var target = session.target().name();
        session.results().add(target, NEEDED, needed.perStep() * KIB_PER_MIB);
        session.results().add(target, RESIDENT, resident.perStep() * KIB_PER_MIB);
        session.results().add(target, CPU, idle.perStep() * MICROS);
    }

    private static void measure(Session session, int count, Slope needed, Slope resident, Slope idle) {
        var cpu = session.idleCpu(session.settings().measured());
        var proportional = session.target().processes().proportionalMib();
        var live = session.target().processes().neededMib();
        idle.add(count, cpu.total() / session.settings().seconds());
        resident.add(count, proportional.total());
        needed.add(count, live.total());
        session.results().point(PLOT, session.target().name(), count, live.total());
        session.tell(String.format(
                Locale.ROOT,
                "S6: %d connections: needed %.0f MiB, resident %.0f MiB, CPU %.3f cores",
                count,
                live.total(),
                proportional.total(),
                cpu.total() / session.settings().seconds()));
    }
}

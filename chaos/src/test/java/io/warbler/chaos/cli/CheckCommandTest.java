package io.warbler.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.chaos.history.Bounds;
import io.warbler.chaos.history.Conversation;
import io.warbler.chaos.history.Entry;
import io.warbler.chaos.history.FinalRead;
import io.warbler.chaos.history.Member;
import io.warbler.chaos.history.RunFacts;
import io.warbler.chaos.history.RunFolder;
import io.warbler.chaos.history.TraceLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {

    private static final String C = "d1";
    /// 1.5 s after the ack.
    private static final long SHOWN_AT = 1_500_000_003L;
    private static final long ENDED_AT = 2_000_000_000L;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void evidenceOnDiskIsJudgedAgain() {
        write(List.of(new Entry(C, 1, 1, "alice", "m1", "content")));

        assertThat(check()).isZero();
        assertThat(out.toString())
                .contains("1 sent: 1 acked, 0 refused, 0 unknown; 1 shown; 4 final reads")
                .endsWith("Every promise was kept.\n");
    }

    @Test
    void brokenPromiseIsToldAndFails() {
        write(List.of());

        assertThat(check()).isEqualTo(1);
        assertThat(out.toString())
                .contains("4  lost write (I1)")
                .contains("message m1 of alice was acked at 1")
                .endsWith("NOT every promise was kept.\n");
    }

    @Test
    void folderWithoutARunIsSaidSo() {
        assertThat(check()).isEqualTo(2);
        assertThat(out.toString()).contains("warbler chaos: folder: " + folder + " (expected: the folder of a run");
    }

    @Test
    void deliveriesAreJudgedByAnotherBound() {
        write(List.of(new Entry(C, 1, 1, "alice", "m1", "content")));

        assertThat(check("--shown-within", "2.5")).isZero();
        assertThat(check("--shown-within", "1")).isEqualTo(1);
        assertThat(out.toString()).contains("alice-1 was shown 1 1.5 s after its ack");
        assertThat(check("--shown-within", "0")).isEqualTo(2);
        assertThat(out.toString()).contains("--shown-within: 0.0 (expected: > 0)");
    }

    private int check(String... options) {
        CommandLine line = ChaosMain.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        return line.execute(Stream.concat(Stream.of("check", folder.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private void write(List<Entry> read) {
        var run = new RunFolder(folder);
        try (var trace = run.trace("alice-1")) {
            trace.add(new TraceLine.Connected(1, "gateway-1", 1));
            trace.add(new TraceLine.Invoked(2, C, "m1", "outbox", 1, "content"));
            trace.add(new TraceLine.Acked(3, C, "m1", 1));
            trace.add(new TraceLine.Shown(SHOWN_AT, new Entry(C, 1, 1, "alice", "m1", "content")));
        }
        List<FinalRead> reads = Stream.of("alice", "bob")
                .flatMap(user -> Stream.of(1, 2)
                        .map(n -> new FinalRead(user + "-" + n, user, "gateway-" + n, C, 0, read.size(), read)))
                .toList();
        run.write(
                new RunFacts(
                        7,
                        List.of(new RunFacts.Device("alice-1", "alice", true)),
                        List.of(new Conversation(C, List.of(Member.always("alice"), Member.always("bob")))),
                        List.of(),
                        List.of(),
                        Bounds.promised(),
                        ENDED_AT),
                reads);
    }
}

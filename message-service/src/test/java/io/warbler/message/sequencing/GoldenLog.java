package io.warbler.message.sequencing;

import io.warbler.kernel.Position;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.SendId;
import io.warbler.proto.store.v1.GroupState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Records as they stood in the log of a release, and what they came to: one line each, see the head of the file.
final class GoldenLog {

    private GoldenLog() {}

    /// One line: `position appendTimeMs record -> outcome`.
    ///
    /// @param outcome null in a line to which nobody has added it yet
    record Line(LogEntry entry, @Nullable String outcome) {}

    static List<Line> read(String file) {
        try (var in = Objects.requireNonNull(GoldenLog.class.getResourceAsStream(file), file)) {
            List<Line> lines = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    lines.add(parse(line));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line parse(String line) throws IOException {
        String[] halves = line.split(" -> ", 2);
        String[] words = halves[0].strip().split(" ", -1);
        String[] position = words[0].split(":", -1);
        var at = new Position(Integer.parseInt(position[0]), Long.parseLong(position[1]));
        byte[] bytes = words.length < 3 ? new byte[0] : HexFormat.of().parseHex(words[2]);
        var entry = new LogEntry(at, Long.parseLong(words[1]), LogRecord.parseFrom(bytes));
        return new Line(entry, halves.length < 2 ? null : halves[1]);
    }

    /// The verdict in words and a hash of every row: whatever is written to the store goes into it.
    static String outcome(Decision decision) {
        var outcome = new StringBuilder(verdict(decision.verdict()));
        for (Row row : decision.rows()) {
            outcome.append(' ')
                    .append(row.getClass().getSimpleName())
                    .append('=')
                    .append(hash(content(row)));
        }
        return outcome.toString();
    }

    private static String verdict(@Nullable Verdict verdict) {
        return switch (verdict) {
            case null -> "nobody";
            case Verdict.Accepted it ->
                "accepted:" + it.seq() + ":" + it.ordinal() + ":" + it.sentAtMs() + ":" + it.clientMessageId();
            case Verdict.Refused it -> "refused:" + it.code();
            case Verdict.OutOfOrder it -> "next:" + it.next();
        };
    }

    // allow MethodLength: one case per kind of row
    private static String content(Row row) {
        String stamp = row.stamp().conversation() + "|" + row.stamp().position() + "|"
                + row.stamp().rowTime() + "|";
        return stamp
                + switch (row) {
                    case Row.Message it ->
                        it.bucket() + "|" + it.seq() + "|" + it.ordinal() + "|"
                                + it.kind().getNumber() + "|" + it.sentAtMs() + "|"
                                + hex(it.send().toByteArray());
                    case Row.Refusal it ->
                        id(it.id()) + "|" + hex(it.digest().toByteArray()) + "|"
                                + it.code().getNumber();
                    case Row.Policy it -> hex(it.policy().toByteArray());
                    case Row.Bucket it -> Long.toString(it.bucket());
                    case Row.Snapshot it ->
                        counters(it.counters()) + "|" + it.policyVersion() + "|" + it.policyAllowed() + pins(it)
                                + group(it);
                    case Row.OutboxMark it ->
                        it.key().sender() + "|" + hex(it.key().outbox().toByteArray()) + "|" + it.highWater() + "|"
                                + hex(it.kept().toByteArray());
                    case Row.Membership it -> it.user() + "|" + it.peer() + "|" + it.joinedSeq();
                    case Row.Event it ->
                        it.bucket() + "|" + it.seq() + "|" + it.ordinal() + "|"
                                + it.kind().getNumber() + "|" + it.happenedAtMs() + "|" + id(it.id()) + "|"
                                + hex(it.digest().toByteArray()) + "|"
                                + hex(it.change().toByteArray()) + "|" + it.memberCount() + "|"
                                + hex(it.messageChange().toByteArray()) + "|"
                                + hex(it.body().toByteArray());
                    case Row.TargetState it ->
                        it.bucket() + "|" + it.ordinal() + "|" + hex(it.state().toByteArray());
                    case Row.ChangedMessage it ->
                        it.bucket() + "|" + it.ordinal() + "|" + hex(it.state().toByteArray()) + "|"
                                + it.editedBody()
                                        .map(body -> hex(body.toByteArray()))
                                        .orElse("-");
                    case Row.ErasedEdit it -> it.bucket() + "|" + it.seq();
                    case Row.GroupMember it -> it.user() + "|" + place(it.state());
                    case Row.GroupMembership it ->
                        it.user() + "|" + place(it.state()) + "|"
                                + hex(it.asLeft().toByteArray());
                    case Row.Mention it -> it.mentioned() + "|" + it.seq() + "|" + it.ordinal();
                };
    }

    /// Nothing in a log from before there were pins.
    private static String pins(Row.Snapshot row) {
        return row.pins().getPinsCount() == 0 ? "" : "|" + hex(row.pins().toByteArray());
    }

    /// Nothing of a DIRECT conversation.
    private static String group(Row.Snapshot row) {
        return row.group().equals(GroupState.getDefaultInstance())
                ? ""
                : "|" + hex(row.group().toByteArray());
    }

    private static String place(MemberState it) {
        return it.role().getNumber() + "|" + it.joined().seq() + "|"
                + it.joined().ordinal() + "|"
                + it.joined().position() + "|" + it.leftSeq() + "|" + it.leftOrdinal() + "|" + it.banned() + "|"
                + it.mutedUntilMs() + "|" + it.asked().state().getNumber() + "|"
                + it.asked().seq();
    }

    private static String counters(Row.Counters it) {
        return hex(it.members().toByteArray()) + "|" + it.seq() + "|" + it.ordinal() + "|" + it.lowSeq() + "|"
                + it.lowOrdinal() + "|" + it.highSeq() + "|" + it.highOrdinal();
    }

    private static String id(SendId id) {
        return id.getSender() + "|" + hex(id.getOutbox().toByteArray()) + "|" + id.getNumber() + "|"
                + id.getClientMessageId();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 (expected: provided by every Java platform)", e);
        }
    }
}

package io.warbler.sdk.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An outbox in one file of lines, rewritten when most of it is history. */
final class FileOutboxStore implements OutboxStore {

    private static final int LINES_BEFORE_REWRITE = 4_096;
    /** Below the number of verdicts that the server keeps, so that a send repeated after a crash finds its own. */
    private static final int ANSWERS_BEFORE_FORCE = 32;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Path file;
    private final LineFile lines;
    private final OutboxLanes lanes = new OutboxLanes();
    private String outbox = OutboxIds.random();
    private int lineCount;
    private int unforcedAnswers;

    FileOutboxStore(Path file) {
        this.file = file;
        this.lines = new LineFile(file);
    }

    @Override
    public OutboxContents load() {
        List<OutboxLine> held = lines.read().stream()
                .map(line -> json.readValue(line, OutboxLine.class))
                .toList();
        if (!held.isEmpty()
                && held.get(0).equals(OutboxLine.open(nonNull(held.get(0).outbox()), place()))) {
            outbox = nonNull(held.get(0).outbox());
            held.forEach(this::replay);
        }
        rewrite();
        return lanes.contents(outbox);
    }

    @Override
    public void append(List<OutboxSend> sends) {
        var added = new ArrayList<OutboxLine>();
        for (OutboxSend send : sends) {
            lanes.add(send);
            added.add(OutboxLine.send(send));
        }
        lineCount += added.size();
        lines.append(texts(added));
        unforcedAnswers = 0;
    }

    @Override
    public void answered(OutboxSend send) {
        lanes.answered(send.conversation(), send.number());
        lines.write(texts(List.of(OutboxLine.answered(send))));
        if (++unforcedAnswers >= ANSWERS_BEFORE_FORCE) {
            lines.force();
            unforcedAnswers = 0;
        }
        if (++lineCount > LINES_BEFORE_REWRITE) {
            rewrite();
        }
    }

    @Override
    public void restart(String conversation, OutboxLane lane) {
        lanes.replace(conversation, lane);
        rewrite();
    }

    @Override
    public void close() {
        lines.close();
    }

    private void replay(OutboxLine line) {
        switch (line.kind()) {
            case "lane" -> lanes.open(nonNull(line.conversation()), nonNull(line.outbox()), line.number());
            case "send" -> lanes.add(line.toSend());
            case "answered" -> lanes.answered(nonNull(line.conversation()), line.number());
            default -> {
                // the first line, which load has read
            }
        }
    }

    private void rewrite() {
        var fresh = new ArrayList<OutboxLine>();
        fresh.add(OutboxLine.open(outbox, place()));
        lanes.forEach((conversation, lane) -> {
            fresh.add(OutboxLine.lane(conversation, lane.outbox(), lane.lastNumber()));
            lane.unanswered().forEach(send -> fresh.add(OutboxLine.send(send)));
        });
        lines.replace(texts(fresh));
        lineCount = 0;
        unforcedAnswers = 0;
    }

    private List<String> texts(List<OutboxLine> added) {
        return added.stream().map(json::writeValueAsString).toList();
    }

    /** Tells a copy from the original: the inode of the folder, where the file system has one. */
    private String place() {
        try {
            return "inode " + Files.getAttribute(file.toAbsolutePath().getParent(), "unix:ino");
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return "unknown";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nonNull(@Nullable String value) {
        return Objects.requireNonNull(value, "outbox line");
    }
}

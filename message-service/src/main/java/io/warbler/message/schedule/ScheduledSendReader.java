package io.warbler.message.schedule;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.warbler.kernel.UserId;
import io.warbler.message.history.PageSize;
import io.warbler.message.history.ReadErrors;
import io.warbler.proto.client.v1.ScheduledSend;
import io.warbler.proto.client.v1.ScheduledSends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Reads a user's scheduled sends. Blocks; call on a virtual thread.
@Component
public class ScheduledSendReader {

    private static final int MAX_IN_SYNC = 200;
    private static final int VERSION = 1;
    private static final Comparator<ScheduledSend> ORDER =
            Comparator.comparingLong(ScheduledSend::getDueAtMs).thenComparing(ScheduledSend::getSchedule);

    private final ScheduledRows rows;

    ScheduledSendReader(ScheduledRows rows) {
        this.rows = rows;
    }

    /// One page after `cursor` (empty: the first), `limit` of them and [PageSize#MAX_BYTES] at most; one always fits.
    public ScheduledSends page(UserId user, int limit, ByteString cursor) {
        ScheduledSend last = decoded(cursor);
        List<Outline> rest = rows.outlines(user).stream()
                .filter(it -> ORDER.compare(it.told(), last) > 0)
                .sorted(Comparator.comparing(Outline::told, ORDER))
                .toList();
        List<ScheduledSend> page = rest.subList(0, fitting(rest, limit)).stream()
                .map(Outline::told)
                .toList();
        var told = ScheduledSends.newBuilder().addAllScheduledSends(whole(user, page));
        if (page.size() < rest.size()) {
            told.setNext(encoded(page.getLast()));
        }
        return told.build();
    }

    /// How many of the first ones a page takes.
    private static int fitting(List<Outline> outlines, int limit) {
        int count = 0;
        long bytes = 0;
        for (Outline outline : outlines) {
            bytes += outline.bytes();
            boolean isFull = count == limit || bytes > PageSize.MAX_BYTES;
            if (isFull && count > 0) {
                return count;
            }
            count++;
        }
        return count;
    }

    /// The same with what they say, in the same order. What changed meanwhile is told as it is now.
    private List<ScheduledSend> whole(UserId user, List<ScheduledSend> page) {
        if (page.isEmpty()) {
            return page;
        }
        Map<String, ScheduledSend> found = new HashMap<>();
        rows.find(user, page.stream().map(ScheduledSend::getSchedule).toList())
                .forEach(it -> found.put(it.schedule(), it.told()));
        return page.stream().map(it -> found.getOrDefault(it.getSchedule(), it)).toList();
    }

    /// One of them.
    ScheduledSend read(UserId user, String schedule) {
        return rows.find(user, schedule).map(KeptSend::told).orElseThrow(ScheduleErrors::unknown);
    }

    /// Those that changed since a time, newest first, without what they say; of very many the newest.
    public List<ScheduledSend> changedSince(UserId user, long timeMs) {
        return rows.outlines(user).stream()
                .map(Outline::told)
                .filter(it -> it.getUpdatedAtMs() >= timeMs)
                .sorted(Comparator.comparingLong(ScheduledSend::getUpdatedAtMs).reversed())
                .limit(MAX_IN_SYNC)
                .toList();
    }

    private static ByteString encoded(ScheduledSend last) {
        ByteString.Output bytes = ByteString.newOutput();
        try {
            var output = CodedOutputStream.newInstance(bytes);
            output.writeUInt32NoTag(VERSION);
            output.writeUInt64NoTag(last.getDueAtMs());
            output.writeStringNoTag(last.getSchedule());
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cursor (expected: memory takes bytes)", e);
        }
        return bytes.toByteString();
    }

    private static ScheduledSend decoded(ByteString cursor) {
        if (cursor.isEmpty()) {
            return ScheduledSend.getDefaultInstance();
        }
        try {
            CodedInputStream input = cursor.newCodedInput();
            int version = input.readUInt32();
            var last = ScheduledSend.newBuilder().setDueAtMs(input.readUInt64()).setSchedule(input.readString());
            if (version == VERSION && input.isAtEnd()) {
                return last.build();
            }
        } catch (IOException _) {
            // refused below, like every other form that is not ours
        }
        throw ReadErrors.fieldInvalid("cursor (expected: `next` of the page before; read from the first page again)");
    }
}

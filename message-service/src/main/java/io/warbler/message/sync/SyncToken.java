package io.warbler.message.sync;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.inbox.Activity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// What a client has been told, in a form that it keeps and does not read: version, marks as varints, checksum.
///
/// @param since everything before it was told
/// @param cut   present when a result had to be cut
record SyncToken(Mark since, Optional<Cut> cut) {

    /// Nothing was told.
    static final SyncToken START = new SyncToken(Mark.NOTHING, Optional.empty());

    private static final int VERSION = 1;
    private static final int CHECKSUM_BYTES = Integer.BYTES;

    /// Where a result was cut.
    ///
    /// @param target up to where the whole result goes
    /// @param last   in the order of activity at `target`, everything up to here was told
    record Cut(Mark target, Activity last) {}

    ByteString encode() {
        ByteString.Output bytes = ByteString.newOutput();
        try {
            var output = CodedOutputStream.newInstance(bytes);
            output.writeUInt32NoTag(VERSION);
            write(output, since);
            output.writeBoolNoTag(cut.isPresent());
            if (cut.isPresent()) {
                write(output, cut.get().target());
                output.writeUInt64NoTag(cut.get().last().rowTime());
                output.writeStringNoTag(cut.get().last().conversation().value());
            }
            output.flush();
            output.writeFixed32NoTag(checksum(bytes.toByteString()));
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("token (expected: memory takes bytes)", e);
        }
        return bytes.toByteString();
    }

    /// Reads a token of this deployment; anything else is refused with the advice to start from scratch.
    static SyncToken decode(ByteString token, int partitionCount) {
        if (token.isEmpty()) {
            return START;
        }
        try {
            return read(token, partitionCount);
        } catch (IOException | IllegalArgumentException _) {
            throw ReadErrors.fieldInvalid(
                    "token (expected: the token of the last result, unchanged; drop it and sync from scratch)");
        }
    }

    private static SyncToken read(ByteString token, int partitionCount) throws IOException {
        int end = token.size() - CHECKSUM_BYTES;
        if (end < 1) {
            throw new IOException("token: too short");
        }
        ByteString content = token.substring(0, end);
        CodedInputStream input = content.newCodedInput();
        int expected = token.substring(end).newCodedInput().readFixed32();
        if (expected != checksum(content) || input.readUInt32() != VERSION) {
            throw new IOException("token: not of this version");
        }
        Mark since = mark(input, partitionCount);
        if (!input.readBool()) {
            return new SyncToken(since, Optional.empty());
        }
        Mark target = mark(input, partitionCount);
        var last = new Activity(input.readUInt64(), new ConversationId(input.readString()));
        return new SyncToken(since, Optional.of(new Cut(target, last)));
    }

    private static void write(CodedOutputStream output, Mark mark) throws IOException {
        output.writeUInt64NoTag(mark.timeMs());
        output.writeUInt32NoTag(mark.positions().size());
        for (Position position : mark.positions()) {
            output.writeUInt32NoTag(position.generation());
            output.writeUInt64NoTag(position.offset());
        }
    }

    private static Mark mark(CodedInputStream input, int partitionCount) throws IOException {
        long timeMs = input.readUInt64();
        int count = input.readUInt32();
        if (count != 0 && count != partitionCount) {
            throw new IOException("token: of another layout");
        }
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            positions.add(new Position(input.readUInt32(), input.readUInt64()));
        }
        return new Mark(positions, timeMs);
    }

    private static int checksum(ByteString content) {
        var checksum = new CRC32();
        checksum.update(content.asReadOnlyByteBuffer());
        return (int) checksum.getValue();
    }
}

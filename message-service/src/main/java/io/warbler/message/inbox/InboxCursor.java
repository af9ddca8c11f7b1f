package io.warbler.message.inbox;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ReadErrors;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The place after which the next page of an inbox begins, in a form that clients keep and do not read.
final class InboxCursor {

    private static final int VERSION = 2;

    private InboxCursor() {}

    static ByteString encode(InboxPlace last) {
        ByteString.Output bytes = ByteString.newOutput();
        try {
            var output = CodedOutputStream.newInstance(bytes);
            output.writeUInt32NoTag(VERSION);
            output.writeBoolNoTag(last.isPinned());
            output.writeUInt64NoTag(last.time());
            output.writeStringNoTag(last.conversation().value());
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cursor (expected: memory takes bytes)", e);
        }
        return bytes.toByteString();
    }

    static InboxPlace decode(ByteString cursor) {
        try {
            CodedInputStream input = cursor.newCodedInput();
            int version = input.readUInt32();
            boolean isPinned = input.readBool();
            long time = input.readUInt64();
            String conversation = input.readString();
            if (version == VERSION && ConversationId.isValid(conversation) && input.isAtEnd()) {
                return new InboxPlace(isPinned, time, new ConversationId(conversation));
            }
        } catch (IOException _) {
            // refused below, like every other form that is not ours
        }
        throw ReadErrors.fieldInvalid("cursor (expected: `next` of the page before; read from the first page again)");
    }
}

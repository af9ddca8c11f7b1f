package io.warbler.message.inbox;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.mention.Mention;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The mention after which the next page begins, in a form that clients keep and do not read.
final class MentionCursor {

    private static final int VERSION = 1;

    private MentionCursor() {}

    static ByteString encode(Mention last) {
        ByteString.Output bytes = ByteString.newOutput();
        try {
            var output = CodedOutputStream.newInstance(bytes);
            output.writeUInt32NoTag(VERSION);
            output.writeUInt64NoTag(last.rowTime());
            output.writeUInt64NoTag(last.seq());
            output.writeStringNoTag(last.conversation().value());
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cursor (expected: memory takes bytes)", e);
        }
        return bytes.toByteString();
    }

    static Mention decode(ByteString cursor) {
        try {
            CodedInputStream input = cursor.newCodedInput();
            int version = input.readUInt32();
            long rowTime = input.readUInt64();
            long seq = input.readUInt64();
            String conversation = input.readString();
            if (version == VERSION && ConversationId.isValid(conversation) && input.isAtEnd()) {
                return new Mention(rowTime, new ConversationId(conversation), seq, 0);
            }
        } catch (IOException _) {
            // refused below, like every other form that is not ours
        }
        throw ReadErrors.fieldInvalid("cursor (expected: `next` of the page before; read from the first page again)");
    }
}

package io.warbler.sdk;

import io.warbler.proto.client.v1.Forward;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.sdk.content.Content;
import java.util.List;

/** What is to be sent: a content, or messages to forward; perhaps as an answer. Immutable. */
public final class NewMessage {

    private final SendMessage content;

    private NewMessage(SendMessage content) {
        this.content = content;
    }

    /** A message that says something. */
    public static NewMessage of(Content content) {
        return new NewMessage(
                SendMessage.newBuilder().setBody(ContentProtos.toProto(content)).build());
    }

    /** A copy of a message that the user can read, with its origin. */
    public static NewMessage forward(String conversation, long seq) {
        return forward(Forward.newBuilder().setConversation(conversation).addSeqs(seq));
    }

    /**
     * Copies of messages of a conversation as one.
     *
     * @param seqs rising, 1 to 100
     * @param title may be empty
     */
    public static NewMessage bundle(String conversation, List<Long> seqs, String title) {
        return forward(Forward.newBuilder()
                .setConversation(conversation)
                .addAllSeqs(seqs)
                .setMerged(true)
                .setTitle(title));
    }

    /** The same as an answer to a message of the conversation that it goes to. */
    public NewMessage answering(long seq) {
        return new NewMessage(content.toBuilder().setReplyTo(seq).build());
    }

    /** Without a place, a number and an id. */
    SendMessage content() {
        return content;
    }

    private static NewMessage forward(Forward.Builder forward) {
        return new NewMessage(SendMessage.newBuilder().setForward(forward).build());
    }
}

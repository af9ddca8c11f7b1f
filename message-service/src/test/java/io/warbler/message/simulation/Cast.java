package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.log.v1.DirectMembers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Who takes part: three users, two DIRECT conversations, so that each has one who is not a member, and a group
/// that all
/// of them come into and go from; in some schedules it is a channel.
final class Cast {

    static final String ALICE = "u" + "a".repeat(32);
    static final String BOB = "u" + "b".repeat(32);
    static final String CAROL = "u" + "c".repeat(32);

    static final List<String> USERS = List.of(ALICE, BOB, CAROL);
    static final List<Talk> DIRECT = List.of(talk(0, ALICE, BOB), talk(1, ALICE, CAROL));
    static final Talk GROUP = crowd(ConversationId.group(new UserId(ALICE), creation()));
    static final Talk CHANNEL = crowd(ConversationId.channel(new UserId(ALICE), creation()));
    /// Of a schedule without a channel; by their indices they stand for those of one with a channel, too.
    static final List<Talk> TALKS = List.of(DIRECT.get(0), DIRECT.get(1), GROUP);

    static final List<Device> DEVICES = List.of(
            new Device("phone", ALICE, outbox("phone")),
            new Device("laptop", ALICE, outbox("laptop")),
            new Device("bobs", BOB, outbox("bobs")),
            new Device("carols", CAROL, outbox("carols")));

    private Cast() {}

    /// A client with its own outbox.
    record Device(String name, String user, ByteString outbox) {}

    /// One conversation.
    ///
    /// @param members of a DIRECT one
    record Talk(int index, String id, DirectMembers members) {

        /// A channel is one.
        boolean isGroup() {
            return index == 2;
        }

        boolean isChannel() {
            return ConversationId.isChannel(id);
        }

        /// The rules of a record that was written for some at least.
        int rules(int atLeast) {
            return isChannel() ? Math.max(6, atLeast) : atLeast;
        }

        /// Whether the user has to do with it at all; of a group, whether they are a member depends.
        boolean concerns(String user) {
            return isGroup()
                    || members.getLow().equals(user)
                    || members.getHigh().equals(user);
        }
    }

    static List<Talk> talks(boolean withChannel) {
        return withChannel ? List.of(DIRECT.get(0), DIRECT.get(1), CHANNEL) : TALKS;
    }

    static Talk talkOf(String conversation) {
        if (CHANNEL.id().equals(conversation)) {
            return CHANNEL;
        }
        for (Talk talk : TALKS) {
            if (talk.id().equals(conversation)) {
                return talk;
            }
        }
        throw new IllegalArgumentException("conversation: " + conversation + " (expected: of the cast)");
    }

    static ByteString outbox(String name) {
        byte[] bytes = new byte[16];
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 0, text.length);
        return ByteString.copyFrom(bytes);
    }

    private static byte[] creation() {
        return outbox("group").toByteArray();
    }

    /// Alice creates it.
    private static Talk crowd(ConversationId id) {
        return new Talk(2, id.value(), DirectMembers.getDefaultInstance());
    }

    private static Talk talk(int index, String low, String high) {
        var id = ConversationId.direct(DirectPair.of(new UserId(low), new UserId(high)));
        var members = DirectMembers.newBuilder().setLow(low).setHigh(high).build();
        return new Talk(index, id.value(), members);
    }
}

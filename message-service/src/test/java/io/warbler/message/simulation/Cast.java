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
/// of them come into and go from.
final class Cast {

    static final String ALICE = "u" + "a".repeat(32);
    static final String BOB = "u" + "b".repeat(32);
    static final String CAROL = "u" + "c".repeat(32);

    static final List<String> USERS = List.of(ALICE, BOB, CAROL);
    static final List<Talk> DIRECT = List.of(talk(0, ALICE, BOB), talk(1, ALICE, CAROL));
    static final Talk GROUP = group(2);
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

        boolean isGroup() {
            return index == 2;
        }

        /// Whether the user has to do with it at all; of a group, whether they are a member depends.
        boolean concerns(String user) {
            return isGroup()
                    || members.getLow().equals(user)
                    || members.getHigh().equals(user);
        }
    }

    static Talk talkOf(String conversation) {
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

    /// Alice creates it.
    private static Talk group(int index) {
        var id = ConversationId.group(new UserId(ALICE), outbox("group").toByteArray());
        return new Talk(index, id.value(), DirectMembers.getDefaultInstance());
    }

    private static Talk talk(int index, String low, String high) {
        var id = ConversationId.direct(DirectPair.of(new UserId(low), new UserId(high)));
        var members = DirectMembers.newBuilder().setLow(low).setHigh(high).build();
        return new Talk(index, id.value(), members);
    }
}

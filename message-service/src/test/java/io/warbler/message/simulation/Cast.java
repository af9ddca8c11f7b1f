package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.log.v1.DirectMembers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Who takes part: three users, two conversations, so that each conversation has one who is not a member.
final class Cast {

    static final String ALICE = "u" + "a".repeat(32);
    static final String BOB = "u" + "b".repeat(32);
    static final String CAROL = "u" + "c".repeat(32);

    static final List<String> USERS = List.of(ALICE, BOB, CAROL);
    static final List<Talk> TALKS = List.of(talk(0, ALICE, BOB), talk(1, ALICE, CAROL));

    static final List<Device> DEVICES = List.of(
            new Device("phone", ALICE, outbox("phone")),
            new Device("laptop", ALICE, outbox("laptop")),
            new Device("bobs", BOB, outbox("bobs")),
            new Device("carols", CAROL, outbox("carols")));

    private Cast() {}

    /// A client with its own outbox.
    record Device(String name, String user, ByteString outbox) {}

    /// One DIRECT conversation.
    record Talk(int index, String id, DirectMembers members) {

        boolean isMember(String user) {
            return members.getLow().equals(user) || members.getHigh().equals(user);
        }
    }

    static Talk talkOf(String conversation) {
        return TALKS.get(0).id().equals(conversation) ? TALKS.get(0) : TALKS.get(1);
    }

    static ByteString outbox(String name) {
        byte[] bytes = new byte[16];
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 0, text.length);
        return ByteString.copyFrom(bytes);
    }

    private static Talk talk(int index, String low, String high) {
        var id = ConversationId.direct(DirectPair.of(new UserId(low), new UserId(high)));
        var members = DirectMembers.newBuilder().setLow(low).setHigh(high).build();
        return new Talk(index, id.value(), members);
    }
}

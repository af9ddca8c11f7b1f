package io.warbler.message.sequencing;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupCreated;
import io.warbler.proto.client.v1.GroupInfo;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.Change;
import io.warbler.proto.log.v1.GroupLimits;
import io.warbler.proto.log.v1.Limits;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import java.util.Random;
import java.util.stream.Stream;

/// A log of a group that user 0 creates, record by record.
final class GroupFixture {

    static final int MAX_MEMBERS = 7;
    static final int MAX_INVITES = 3;
    static final int MAX_JOIN_REQUESTS = 4;
    static final UserId OWNER = user(0);
    static final ByteString CREATION = LogFixture.outbox("creation");
    static final String GROUP =
            ConversationId.group(OWNER, CREATION.toByteArray()).value();

    /// The channel that the same creation makes.
    static final String CHANNEL =
            ConversationId.channel(OWNER, CREATION.toByteArray()).value();

    private long offset;
    private long clock = 1_000;
    private int keys;

    static UserId user(int number) {
        return new UserId("u" + Integer.toHexString(number).repeat(32));
    }

    LogEntry create(UserId... members) {
        var created = GroupCreated.newBuilder().setInfo(GroupInfo.newBuilder().setTitle("Friends"));
        Stream.of(members).map(UserId::value).forEach(created::addMembers);
        return change(OWNER, CREATION, GroupChange.newBuilder().setCreated(created));
    }

    /// A change under a key of its own.
    LogEntry change(UserId actor, GroupChange.Builder change) {
        return change(actor, LogFixture.outbox("key " + keys++), change);
    }

    LogEntry change(UserId actor, ByteString outbox, GroupChange.Builder change) {
        var record = record().setChange(Change.newBuilder()
                .setId(id(actor, outbox, 1))
                .setDigest(change.build().toByteString())
                .setChange(change)
                .setLimits(GroupLimits.newBuilder()
                        .setMaxMembers(MAX_MEMBERS)
                        .setMaxInvites(MAX_INVITES)
                        .setMaxJoinRequests(MAX_JOIN_REQUESTS)));
        return entry(record.build());
    }

    /// What stands for an invite's token.
    static ByteString hash(String token) {
        return ByteString.copyFromUtf8("hash of " + token);
    }

    LogEntry send(UserId sender, long number) {
        var send = Send.newBuilder()
                .setId(id(sender, LogFixture.PHONE, number))
                .setDigest(ByteString.copyFromUtf8("digest " + number))
                .setKind(MessageKind.MESSAGE_KIND_TEXT)
                .setBody(ByteString.copyFromUtf8("text " + number))
                .setLimits(Limits.newBuilder().setMaxBodyBytes(100));
        return entry(record().setSend(send).build());
    }

    /// The same record, appended once more.
    LogEntry again(LogEntry entry) {
        return entry(entry.record());
    }

    LogEntry entry(LogRecord record) {
        return new LogEntry(new Position(0, offset++), clock++, record);
    }

    /// The same said in a channel.
    static LogEntry inChannel(LogEntry entry) {
        var record = entry.record().toBuilder().setRules(6).setConversation(CHANNEL);
        return new LogEntry(entry.position(), entry.appendTimeMs(), record.build());
    }

    /// Sets the broker's clock.
    void clock(long millis) {
        clock = millis;
    }

    LogEntry randomChange(Random random, UserId actor) {
        String user = user(random.nextInt(8)).value();
        var change = GroupChange.newBuilder();
        String token = "token " + random.nextInt(3);
        switch (random.nextInt(20)) {
            case 0 -> change.getMemberRemovedBuilder().setUser(user);
            case 1 -> change.getMemberBannedBuilder().setUser(user);
            case 2 -> change.getMemberUnbannedBuilder().setUser(user);
            case 3 ->
                change.getRoleSetBuilder()
                        .setUser(user)
                        .setRole(random.nextBoolean() ? GroupRole.GROUP_ROLE_ADMIN : GroupRole.GROUP_ROLE_MEMBER);
            case 4 -> change.getOwnershipTransferredBuilder().setUser(user);
            case 5 -> change.getInfoSetBuilder().setDescription("d" + random.nextInt(3));
            case 6 -> change.getSettingsSetBuilder().setSlowModeSeconds(random.nextInt(2));
            case 7 -> change.getMemberMutedBuilder().setUser(user).setUntilMs(clock + random.nextInt(200));
            case 8 -> change.getMemberLeftBuilder();
            case 9 ->
                change.getInviteCreatedBuilder()
                        .setTokenHash(hash(token))
                        .setMaxUses(random.nextInt(4))
                        .setExpiresAtMs(random.nextBoolean() ? 0 : clock + random.nextInt(100));
            case 10 -> change.getInviteRevokedBuilder().setInvite(random.nextInt(60));
            case 11, 12, 13 -> change.getMemberJoinedBuilder().setTokenHash(hash(token));
            case 14 -> change.getJoinApprovedBuilder().setUser(user);
            case 15 -> change.getJoinDeclinedBuilder().setUser(user);
            case 16 -> change.getJoinWithdrawnBuilder();
            case 17 -> change.getSettingsSetBuilder().setJoinPolicyValue(1 + random.nextInt(2));
            case 18 -> change.getAnnouncementSetBuilder().setText("a" + random.nextInt(2));
            default -> change.getMembersAddedBuilder().addUsers(user);
        }
        return change(actor, change);
    }

    static LogRecord.Builder record() {
        return LogRecord.newBuilder().setRules(4).setConversation(GROUP);
    }

    static SendId id(UserId sender, ByteString outbox, long number) {
        return LogFixture.id(sender, outbox, number);
    }
}

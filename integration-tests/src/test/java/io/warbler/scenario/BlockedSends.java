package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.sdk.Message;
import io.warbler.sdk.SendResult;
import io.warbler.sdk.rest.Relations;
import io.warbler.sdk.rest.WarblerApi;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A pair of friends: one blocks and unblocks in turn, through both gateways, while the other sends from two devices
/// without waiting for answers.
final class BlockedSends implements AutoCloseable {

    private static final String WHILE_BLOCKED = "while blocked ";
    private static final int ROUNDS_PER_CHECK = 10;

    private final Person sender;
    private final Person blocker;
    private final List<RecordingDevice> senderDevices;
    private final List<WarblerApi> blockerApis;

    BlockedSends(Cluster cluster) {
        sender = Person.register(cluster, "sender");
        blocker = Person.register(cluster, "blocker");
        senderDevices = List.of(
                sender.device(cluster, "gateway-1").connect(),
                sender.device(cluster, "gateway-2").connect());
        blockerApis = List.of(blocker.api(cluster, "gateway-1"), blocker.api(cluster, "gateway-2"));
        String request = blockerApis.getFirst().relations().request(sender.id()).id();
        senderDevices.getFirst().client().api().relations().accept(request);
    }

    /// One block and its end; returns how many sends were on their way when it took effect and were refused.
    int round(int number) {
        Relations relations = blockerApis.get(number % blockerApis.size()).relations();
        List<CompletableFuture<SendResult>> onTheirWay = send("around the block " + number);
        relations.block(sender.id());
        List<CompletableFuture<SendResult>> later = send(WHILE_BLOCKED + number);

        assertThat(later)
                .as("sends that began after the block was answered, round %d", number)
                .allSatisfy(send -> assertThat(verdict(send))
                        .isInstanceOfSatisfying(
                                SendResult.Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo("DIRECT_NOT_ALLOWED")));
        relations.unblock(sender.id());
        if (number % ROUNDS_PER_CHECK == 0) {
            assertThat(send("after the block " + number))
                    .as("sends that began after the block was taken back, round %d", number)
                    .allSatisfy(send -> assertThat(verdict(send)).isInstanceOf(SendResult.Accepted.class));
        }
        return (int) onTheirWay.stream()
                .map(BlockedSends::verdict)
                .filter(SendResult.Refused.class::isInstance)
                .count();
    }

    /// Neither live nor in the history.
    void assertNothingOfABlockIsVisible() {
        for (RecordingDevice device : senderDevices) {
            String conversation = device.client().directConversation(blocker.id());

            assertThat(History.readAll(device.client(), conversation))
                    .isNotEmpty()
                    .noneMatch(BlockedSends::isOfABlock);
            assertThat(device.shown(conversation)).noneMatch(BlockedSends::isOfABlock);
        }
    }

    private List<CompletableFuture<SendResult>> send(String text) {
        return senderDevices.stream().map(device -> device.send(blocker, text)).toList();
    }

    private static SendResult verdict(CompletableFuture<SendResult> send) {
        return send.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static boolean isOfABlock(Message message) {
        return message.text().startsWith(WHILE_BLOCKED);
    }

    @Override
    public void close() {
        senderDevices.forEach(RecordingDevice::close);
        blockerApis.forEach(WarblerApi::close);
    }
}

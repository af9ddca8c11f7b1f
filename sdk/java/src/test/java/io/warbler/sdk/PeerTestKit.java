package io.warbler.sdk;

import io.warbler.sdk.peer.ProtocolPeer;
import io.warbler.sdk.store.OutboxStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A protocol peer and clients of it, closed after each test. */
abstract class PeerTestKit {

    static final String CONVERSATION = "d00000000000000000000000000000001";
    static final Backoff FAST = new Backoff(Duration.ofMillis(5), Duration.ofMillis(50));

    final ProtocolPeer peer = new ProtocolPeer();
    private final List<WarblerClient> clients = new ArrayList<>();

    @AfterEach
    void closeAll() {
        clients.forEach(WarblerClient::close);
        peer.close();
    }

    WarblerClientBuilder client(String name, Recorder recorder) {
        return WarblerClient.builder(peer.url())
                .credentials(name, "secret")
                .listener(recorder)
                .backoff(FAST)
                .outboxStore(OutboxStore.inMemory());
    }

    WarblerClient connected(WarblerClientBuilder builder) {
        WarblerClient client = builder.build();
        clients.add(client);
        join(client.connect());
        return client;
    }

    static <T extends @Nullable Object> T join(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    static List<SendResult> sendAll(WarblerClient client, String conversation, List<String> texts) {
        List<CompletableFuture<SendResult>> results =
                texts.stream().map(text -> client.send(conversation, text)).toList();
        return results.stream().map(PeerTestKit::join).toList();
    }

    static long seq(SendResult result) {
        return result instanceof SendResult.Accepted accepted ? accepted.seq() : -1;
    }

    static List<String> texts(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> "m" + number).toList();
    }

    static List<Long> oneTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}

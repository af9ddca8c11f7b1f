package io.warbler.friend;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.message.v1.ApplyDirectPolicyRequest;
import io.warbler.proto.message.v1.ApplyDirectPolicyResponse;
import io.warbler.proto.message.v1.DirectPolicyServiceGrpc.DirectPolicyServiceImplBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Keeps what is applied, at the network boundary of message-service, which is an application of its own. Can be killed
/// and started again on the same port, and can lose answers.
public final class MessageServiceStandIn extends DirectPolicyServiceImplBase implements AutoCloseable {

    private final List<ApplyDirectPolicyRequest> applied = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final int port;
    private volatile int loseEvery;
    private @Nullable Server server;

    MessageServiceStandIn() throws IOException {
        server = open(0);
        port = server.getPort();
    }

    public String target() {
        return "127.0.0.1:" + port;
    }

    /// Every n-th call has its effect or not, and no answer; 0: none.
    public void loseEvery(int n) {
        loseEvery = n;
    }

    public void kill() {
        if (server != null) {
            server.shutdownNow();
            server = null;
        }
    }

    public void restart() {
        try {
            server = open(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What was applied to the pair, in order.
    public List<ApplyDirectPolicyRequest> appliedTo(UserId one, UserId other) {
        var pair = DirectPair.of(one, other);
        return applied.stream()
                .filter(request -> request.getOne().equals(pair.low().value())
                        && request.getOther().equals(pair.high().value()))
                .toList();
    }

    /// What the log decides by: the highest version wins.
    public boolean allows(UserId one, UserId other) {
        return appliedTo(one, other).stream()
                .max((a, b) -> Long.compare(a.getVersion(), b.getVersion()))
                .map(ApplyDirectPolicyRequest::getAllowed)
                .orElse(false);
    }

    @Override
    public void applyDirectPolicy(ApplyDirectPolicyRequest request, StreamObserver<ApplyDirectPolicyResponse> answer) {
        int call = calls.incrementAndGet();
        boolean lost = loseEvery > 0 && call % loseEvery == 0;
        if (!lost || call % 2 == 0) {
            applied.add(request);
        }
        if (lost) {
            answer.onError(Status.UNAVAILABLE.asException());
            return;
        }
        var pair = DirectPair.of(new UserId(request.getOne()), new UserId(request.getOther()));
        answer.onNext(ApplyDirectPolicyResponse.newBuilder()
                .setConversation(ConversationId.direct(pair).value())
                .build());
        answer.onCompleted();
    }

    private Server open(int on) throws IOException {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), on))
                .addService(this)
                .build()
                .start();
    }

    @Override
    public void close() {
        kill();
    }
}

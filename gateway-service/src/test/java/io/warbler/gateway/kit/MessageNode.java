package io.warbler.gateway.kit;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.History;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.message.v1.Announced;
import io.warbler.proto.message.v1.GatewayHello;
import io.warbler.proto.message.v1.GenerationConfirmed;
import io.warbler.proto.message.v1.GenerationOpened;
import io.warbler.proto.message.v1.IngressServiceGrpc;
import io.warbler.proto.message.v1.ReadHistoryRequest;
import io.warbler.proto.message.v1.ReadHistoryResponse;
import io.warbler.proto.message.v1.ReadingServiceGrpc;
import io.warbler.proto.message.v1.Submission;
import io.warbler.proto.message.v1.SubmissionRefused;
import io.warbler.proto.message.v1.SubmitRequest;
import io.warbler.proto.message.v1.SubmitResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A stand-in for one instance of message-service: takes submissions as told, publishes verdicts through Kafka.
public final class MessageNode implements AutoCloseable {

    /// What happens to submissions.
    public enum Mode {
        /// Appended, then a verdict and a message through the delivery topic.
        ACCEPT,
        /// Appended, never a verdict.
        SILENT,
        /// Nothing at all: a stalled instance.
        STALL,
        /// Refused on the stream with UNAVAILABLE.
        REFUSE
    }

    public final Queue<Submission> submissions = new ConcurrentLinkedQueue<>();
    public final Queue<Integer> batchSizes = new ConcurrentLinkedQueue<>();
    public final Queue<Announced> announcements = new ConcurrentLinkedQueue<>();
    public final Queue<GenerationConfirmed> confirmations = new ConcurrentLinkedQueue<>();
    public final Queue<GatewayHello> hellos = new ConcurrentLinkedQueue<>();
    public final Queue<ReadHistoryRequest> reads = new ConcurrentLinkedQueue<>();
    public volatile Mode mode = Mode.ACCEPT;
    public volatile boolean readsFail;
    public volatile String historyText = "";

    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private final Publisher publisher;
    private final int port;
    private @Nullable Server server;

    public MessageNode(Publisher publisher) {
        this(publisher, 0);
    }

    private MessageNode(Publisher publisher, int wantedPort) {
        this.publisher = publisher;
        start(wantedPort);
        port = server == null ? 0 : server.getPort();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    private void start(int wantedPort) {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort))
                    .permitKeepAliveTime(1, TimeUnit.SECONDS)
                    .addService(new Ingress())
                    .addService(new Reads())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The process dies.
    public void kill() {
        if (server != null) {
            server.shutdownNow();
            server = null;
        }
    }

    /// The process comes back on the same port.
    public void restart() {
        start(port);
    }

    /// Ends all streams, the process lives on.
    public void breakStreams() {
        streams.forEach(stream -> stream.responses.onError(Status.UNAVAILABLE.asRuntimeException()));
        streams.clear();
    }

    public void askToAnnounce() {
        tell(SubmitResponse.newBuilder().setAnnounce(true).build());
    }

    /// May have decided messages and told nobody.
    public void askToResync() {
        tell(SubmitResponse.newBuilder().setResync(true).build());
    }

    public void openGeneration(int partition, int generation) {
        tell(SubmitResponse.newBuilder()
                .setGenerationOpened(
                        GenerationOpened.newBuilder().setPartition(partition).setGeneration(generation))
                .build());
    }

    private void tell(SubmitResponse response) {
        streams.forEach(stream -> stream.respond(response.toBuilder()));
    }

    @Override
    public void close() {
        kill();
    }

    private final class Ingress extends IngressServiceGrpc.IngressServiceImplBase {

        @Override
        public StreamObserver<SubmitRequest> submit(StreamObserver<SubmitResponse> responses) {
            var stream = new Stream(responses);
            streams.add(stream);
            return stream;
        }
    }

    private final class Stream implements StreamObserver<SubmitRequest> {

        private final StreamObserver<SubmitResponse> responses;
        private @Nullable GatewayHello gateway;
        private long appended;

        Stream(StreamObserver<SubmitResponse> responses) {
            this.responses = responses;
        }

        synchronized void respond(SubmitResponse.Builder response) {
            responses.onNext(response.setAppended(appended).build());
        }

        @Override
        public synchronized void onNext(SubmitRequest request) {
            switch (request.getRequestCase()) {
                case HELLO -> {
                    gateway = request.getHello();
                    hellos.add(request.getHello());
                }
                case ANNOUNCED -> announcements.add(request.getAnnounced());
                case GENERATION_CONFIRMED -> confirmations.add(request.getGenerationConfirmed());
                case BATCH -> {
                    batchSizes.add(request.getBatch().getSubmissionsCount());
                    request.getBatch().getSubmissionsList().forEach(this::take);
                }
                case REQUEST_NOT_SET -> throw new AssertionError(request);
            }
        }

        private void take(Submission submission) {
            submissions.add(submission);
            switch (mode) {
                case ACCEPT -> {
                    appended++;
                    publisher.accept(Objects.requireNonNull(gateway), submission);
                    respond(SubmitResponse.newBuilder());
                }
                case SILENT -> {
                    appended++;
                    respond(SubmitResponse.newBuilder());
                }
                case STALL -> {}
                case REFUSE -> {
                    appended++;
                    respond(SubmitResponse.newBuilder()
                            .addRefused(SubmissionRefused.newBuilder()
                                    .setConnection(submission.getConnection())
                                    .setRequestId(submission.getRequestId())
                                    .setError(Error.newBuilder()
                                            .setCode(ErrorCode.UNAVAILABLE)
                                            .setRetryAfterMs(100))));
                }
            }
        }

        @Override
        public void onError(Throwable cause) {
            streams.remove(this);
        }

        @Override
        public void onCompleted() {
            streams.remove(this);
        }
    }

    private final class Reads extends ReadingServiceGrpc.ReadingServiceImplBase {

        @Override
        public void readHistory(ReadHistoryRequest request, StreamObserver<ReadHistoryResponse> response) {
            reads.add(request);
            if (readsFail) {
                response.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            response.onNext(ReadHistoryResponse.newBuilder()
                    .setHistory(History.newBuilder()
                            .setConversation(request.getRead().getConversation())
                            .addMessages(Message.newBuilder()
                                    .setBody(MessageBody.newBuilder().setText(historyText)))
                            .setLastSeq(7))
                    .build());
            response.onCompleted();
        }
    }
}

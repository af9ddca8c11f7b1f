package io.warbler.grpc;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.warbler.scenario.Cluster;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Somebody who calls services directly, with or without the cluster token.
final class Peer implements AutoCloseable {

    private static final Metadata.Key<String> TOKEN =
            Metadata.Key.of("warbler-cluster-token", Metadata.ASCII_STRING_MARSHALLER);
    private static final CallOptions PATIENT = CallOptions.DEFAULT.withWaitForReady();

    private final Cluster cluster;
    private final Map<String, ManagedChannel> channelByService = new HashMap<>();
    private final String token;

    /// @param token what is shown as the cluster token; empty for nothing
    Peer(Cluster cluster, String token) {
        this.cluster = cluster;
        this.token = token;
    }

    /// The channel to a service, such as `auth`.
    Channel channel(String service) {
        Channel channel = channelByService.computeIfAbsent(
                service,
                name -> NettyChannelBuilder.forTarget(cluster.grpcTarget(name))
                        .usePlaintext()
                        .build());
        var headers = new Metadata();
        if (!token.isEmpty()) {
            headers.put(TOKEN, token);
        }
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /// How a call with an empty request ends.
    <Q, A> Status.Code end(MethodDescriptor<Q, A> method) {
        ClientCall<Q, A> call =
                channel(Methods.server(method)).newCall(method, PATIENT.withDeadlineAfter(20, TimeUnit.SECONDS));
        var ended = new CompletableFuture<Status>();
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        ended.complete(status);
                    }
                },
                new Metadata());
        call.request(Integer.MAX_VALUE);
        call.sendMessage(prototype(method));
        call.halfClose();
        return ended.join().getCode();
    }

    /// The answer in a word: the name of the outcome, the code of the error in it, or the status.
    String outcome(MethodDescriptor<?, ?> method, Message request) {
        try {
            return Outcomes.word(answer(method, request));
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode().name();
        }
    }

    @SuppressWarnings("unchecked")
    Message answer(MethodDescriptor<?, ?> method, Message request) {
        return ClientCalls.blockingUnaryCall(
                channel(Methods.server(method)),
                (MethodDescriptor<Message, Message>) method,
                PATIENT.withDeadlineAfter(20, TimeUnit.SECONDS),
                request);
    }

    @SuppressWarnings("unchecked")
    private static <Q> Q prototype(MethodDescriptor<Q, ?> method) {
        var marshaller = (MethodDescriptor.PrototypeMarshaller<Q>) method.getRequestMarshaller();
        Q prototype = marshaller.getMessagePrototype();
        if (prototype == null) {
            throw new IllegalArgumentException(
                    method.getFullMethodName() + " (expected: a method with Protobuf messages)");
        }
        return prototype;
    }

    @Override
    public void close() {
        channelByService.values().forEach(ManagedChannel::shutdownNow);
    }
}

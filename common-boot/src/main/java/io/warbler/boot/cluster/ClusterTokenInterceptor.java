package io.warbler.boot.cluster;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/// Puts the cluster token on every call to another service.
public final class ClusterTokenInterceptor implements ClientInterceptor {

    static final Metadata.Key<String> KEY = Metadata.Key.of("warbler-cluster-token", Metadata.ASCII_STRING_MARSHALLER);

    private final ClusterToken token;

    public ClusterTokenInterceptor(ClusterToken token) {
        this.token = token;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                headers.discardAll(KEY);
                headers.put(KEY, token.reveal());
                super.start(listener, headers);
            }
        };
    }
}

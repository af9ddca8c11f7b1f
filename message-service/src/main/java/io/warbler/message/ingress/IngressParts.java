package io.warbler.message.ingress;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// What the submit streams of this node share.
///
/// @param gateways   told of streams
/// @param appender   takes attempts to the log
/// @param admission  bounds the node
/// @param metrics    counts
/// @param executor   runs flushes of responses
/// @param properties settings
/// @param closed     told when a stream is over
record IngressParts(
        GatewayStreams gateways,
        AttemptAppender appender,
        Admission admission,
        IngressMetrics metrics,
        Executor executor,
        IngressProperties properties,
        Consumer<SubmitStream> closed) {}

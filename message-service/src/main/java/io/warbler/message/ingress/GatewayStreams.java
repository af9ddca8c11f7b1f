package io.warbler.message.ingress;

/// What the owner of log partitions must know about the gateways that hold an open submit stream to this node.
///
/// Calls come from transport threads and must not block. For one stream they come one after the other:
/// `opened` first, `closed` last and exactly once. A gateway that reconnects may open a new stream before the
/// old one is closed, hence `closed` names the [Outbound] that it ends.
public interface GatewayStreams {

    /// A gateway introduced itself. `announcedNonce` is empty before it first announced its routes.
    void opened(String node, long epoch, String announcedNonce, Outbound outbound);

    /// The gateway wrote all of its routes again under this nonce.
    void announced(String node, long epoch, String nonce);

    /// The gateway drops acks and deliveries of older generations of this partition from now on.
    void generationConfirmed(String node, long epoch, int partition, int generation);

    /// The stream ended; `outbound` is the one of `opened`.
    void closed(String node, long epoch, Outbound outbound);

    /// What the owner can say to the gateway. Calls never block and never fail; on a closed stream they do nothing.
    interface Outbound {

        /// Asks the gateway to write all of its routes again.
        void announce();

        /// Tells the gateway of a new generation of a log partition.
        void generationOpened(int partition, int generation);

        /// Asks the gateway to let every connection sync, because it may not have been told of everything.
        void resync();
    }
}

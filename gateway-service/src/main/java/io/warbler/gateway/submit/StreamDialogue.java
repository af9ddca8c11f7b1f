package io.warbler.gateway.submit;

import io.warbler.boot.node.NodeIdentity;
import io.warbler.gateway.connection.Connections;
import io.warbler.proto.message.v1.Announced;
import io.warbler.proto.message.v1.GatewayHello;
import io.warbler.proto.message.v1.GenerationConfirmed;
import io.warbler.proto.message.v1.GenerationOpened;
import io.warbler.proto.message.v1.SubmitRequest;
import io.warbler.proto.message.v1.SubmitResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What the gateway and an instance say to each other on a stream besides sends.
@Component
final class StreamDialogue {

    private static final Logger log = LoggerFactory.getLogger(StreamDialogue.class);

    private final NodeIdentity node;
    private final Connections connections;
    private final Generations generations;
    private final List<Runnable> announceActions = new CopyOnWriteArrayList<>();
    private volatile String nonce = "";

    StreamDialogue(NodeIdentity node, Connections connections, Generations generations) {
        this.node = node;
        this.connections = connections;
        this.generations = generations;
    }

    void announced(String newNonce) {
        nonce = newNonce;
    }

    void onAnnounceRequested(Runnable action) {
        announceActions.add(action);
    }

    SubmitRequest hello() {
        return SubmitRequest.newBuilder()
                .setHello(GatewayHello.newBuilder()
                        .setNode(node.id())
                        .setEpoch(node.epoch())
                        .setAnnouncedNonce(nonce))
                .build();
    }

    SubmitRequest announcement(String announcedNonce) {
        return SubmitRequest.newBuilder()
                .setAnnounced(Announced.newBuilder().setNonce(announcedNonce))
                .build();
    }

    /// Lets every client look for what it was not told of.
    void sync() {
        log.atWarn().log("Routes were lost while an instance had no stream of this node; clients sync");
        var _ = connections.resyncAll();
    }

    void heard(SubmitResponse response, Consumer<SubmitRequest> answer) {
        if (response.getAnnounce()) {
            announceActions.forEach(Runnable::run);
        }
        if (response.getResync()) {
            log.atWarn().log("An instance may have decided messages and told nobody; clients sync");
            var _ = connections.resyncAll();
        }
        if (response.hasGenerationOpened()) {
            open(response.getGenerationOpened(), answer);
        }
    }

    /// Drop what is older, then hint all clients on their event loops (behind everything that was handed to the loops
    /// before), and only then confirm. Every instance tells it whenever a stream opens: what is known concerns no
    /// client.
    private void open(GenerationOpened opened, Consumer<SubmitRequest> answer) {
        if (!generations.opened(opened.getPartition(), opened.getGeneration())) {
            answer.accept(confirmation(opened));
            return;
        }
        log.atWarn()
                .addKeyValue("partition", opened.getPartition())
                .addKeyValue("generation", opened.getGeneration())
                .log("A log partition was lost or cut; clients sync");
        var _ = connections.resyncAll().whenComplete((_, _) -> answer.accept(confirmation(opened)));
    }

    private static SubmitRequest confirmation(GenerationOpened opened) {
        return SubmitRequest.newBuilder()
                .setGenerationConfirmed(GenerationConfirmed.newBuilder()
                        .setPartition(opened.getPartition())
                        .setGeneration(opened.getGeneration()))
                .build();
    }
}

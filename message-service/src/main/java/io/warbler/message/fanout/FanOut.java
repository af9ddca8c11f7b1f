package io.warbler.message.fanout;

import io.warbler.message.conversation.LargeGroupProperties;
import io.warbler.message.sequencing.Decision;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/// Tells members of events and attempts of verdicts, after the rows behind them are durable.
///
/// At least once per gateway node, in log order per conversation. A failed call may be repeated whole:
/// connections know events by their seq and attempts take the first verdict.
@Component
public class FanOut {

    private final RouteReader routes;
    private final LiveGateways gateways;
    private final DeliveryPublisher publisher;
    private final AnsweredMessages answered;
    private final HiddenTargets hidden;
    private final LargeGroupProperties largeGroups;

    FanOut(
            RouteReader routes,
            LiveGateways gateways,
            DeliveryPublisher publisher,
            AnsweredMessages answered,
            HiddenTargets hidden,
            LargeGroupProperties largeGroups) {
        this.routes = routes;
        this.gateways = gateways;
        this.publisher = publisher;
        this.answered = answered;
        this.hidden = hidden;
        this.largeGroups = largeGroups;
    }

    /// Publishes what the decisions of each partition tell, and lets members read what was repaired; returns when
    /// Kafka has it all. Blocking.
    ///
    /// @throws java.util.concurrent.CompletionException when Kafka did not take all of it, or the store is away
    public void publish(Map<Integer, List<Decision>> decisionsByPartition, List<RepairedConversation> repaired) {
        List<Decision> all = decisionsByPartition.values().stream()
                .flatMap(Collection::stream)
                .toList();
        Audience audience = Audience.of(all, repaired, largeGroups.above());
        var lookup = answered.of(all);
        var hides = hidden.of(all);
        Routes read = routes.read(audience).join();
        if (!audience.isEmpty() && !read.isWhole()) {
            gateways.passedOver(read.live());
        }
        var plan = new DeliveryPlan(read, lookup.found(), hides.found(), largeGroups.above());
        repaired.forEach(plan::add);
        decisionsByPartition.forEach(
                (partition, decisions) -> decisions.forEach(decision -> plan.add(partition, decision)));
        CompletableFuture.allOf(plan.records().stream().map(publisher::publish).toArray(CompletableFuture<?>[]::new))
                .join();
    }

    /// Lets gateways know of a generation that was opened before this node took the partition over.
    public void holdGeneration(int partition, int generation) {
        gateways.holdGeneration(partition, generation);
    }

    /// Waits until every live gateway drops what comes from older generations of the partition.
    public void confirmGeneration(int partition, int generation) throws InterruptedException {
        gateways.confirmGeneration(partition, generation);
    }
}

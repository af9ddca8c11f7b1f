package io.warbler.gateway.large;

import io.grpc.Status;
import io.warbler.gateway.discovery.MessageInstances;
import io.warbler.gateway.discovery.UnaryOutcome;
import io.warbler.kernel.KnownPlace;
import io.warbler.proto.Limits;
import io.warbler.proto.message.v1.LargeGroupPlace;
import io.warbler.proto.message.v1.PlaceServiceGrpc;
import io.warbler.proto.message.v1.ReadPlacesRequest;
import io.warbler.proto.message.v1.ReadPlacesResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Asks message-service for places in large groups: an instance that the user's other reads go to as well, and once
/// another when that one does not answer.
@Component
class PlaceCalls {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final MessageInstances instances;

    PlaceCalls(MessageInstances instances) {
        this.instances = instances;
    }

    /// By group: the large ones that the user belongs to, and what became of `groups`. Fails with the status of the
    /// call. An instance of the release before knows of no large groups: there are none then.
    CompletableFuture<Map<String, KnownPlace>> read(String user, Collection<String> groups) {
        List<String> ranked = instances.rank(user);
        if (ranked.isEmpty()) {
            return CompletableFuture.failedFuture(Status.UNAVAILABLE.asRuntimeException());
        }
        var found = CompletableFuture.completedFuture(Map.<String, KnownPlace>of());
        for (List<String> some : portions(groups)) {
            found = found.thenCompose(before -> ask(ranked, user, some).thenApply(more -> both(before, more)));
        }
        return found;
    }

    /// As many as one call may ask for; one portion at least.
    static List<List<String>> portions(Collection<String> groups) {
        List<String> all = List.copyOf(groups);
        List<List<String>> portions = new ArrayList<>();
        for (int from = 0; from == 0 || from < all.size(); from += Limits.MAX_SYNC_CURSORS) {
            portions.add(all.subList(from, Math.min(all.size(), from + Limits.MAX_SYNC_CURSORS)));
        }
        return portions;
    }

    private static Map<String, KnownPlace> both(Map<String, KnownPlace> before, Map<String, KnownPlace> later) {
        Map<String, KnownPlace> both = new HashMap<>(before);
        both.putAll(later);
        return both;
    }

    private CompletableFuture<Map<String, KnownPlace>> ask(List<String> ranked, String user, List<String> groups) {
        return askOne(ranked.getFirst(), user, groups)
                .exceptionallyCompose(failure -> ranked.size() > 1 && isSilent(failure)
                        ? askOne(ranked.get(1), user, groups)
                        : CompletableFuture.failedFuture(failure))
                .exceptionallyCompose(PlaceCalls::nothingIfUnknown)
                .thenApply(PlaceCalls::places);
    }

    private static boolean isSilent(Throwable failure) {
        var code = Status.fromThrowable(failure).getCode();
        return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
    }

    private CompletableFuture<ReadPlacesResponse> askOne(String instance, String user, List<String> groups) {
        var outcome = new CompletableFuture<ReadPlacesResponse>();
        PlaceServiceGrpc.newStub(instances.channel(instance))
                .withDeadlineAfter(ANSWER_WITHIN.toNanos(), TimeUnit.NANOSECONDS)
                .readPlaces(
                        ReadPlacesRequest.newBuilder()
                                .setUser(user)
                                .addAllGroups(groups)
                                .build(),
                        new UnaryOutcome<>(outcome));
        return outcome;
    }

    private static CompletableFuture<ReadPlacesResponse> nothingIfUnknown(Throwable failure) {
        return Status.fromThrowable(failure).getCode() == Status.Code.UNIMPLEMENTED
                ? CompletableFuture.completedFuture(ReadPlacesResponse.getDefaultInstance())
                : CompletableFuture.failedFuture(failure);
    }

    private static Map<String, KnownPlace> places(ReadPlacesResponse response) {
        return response.getPlacesList().stream()
                .collect(Collectors.toMap(
                        LargeGroupPlace::getConversation,
                        it -> new KnownPlace(it.getJoinedSeq(), it.getLeftSeq(), it.getKnownSeq())));
    }
}

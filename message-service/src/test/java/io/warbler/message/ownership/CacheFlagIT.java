package io.warbler.message.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.kernel.LogLayout;
import io.warbler.kernel.Position;
import io.warbler.message.cache.HeadCache;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.generation.PartitionOpener.Opened;
import io.warbler.message.storage.Checkpoints;
import io.warbler.message.storage.DurableFloors;
import io.warbler.test.StackExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What readers are told of the cache, whatever order the writes of two owners arrive in.
class CacheFlagIT {

    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("message").withTopics();

    private static final String REDIS = "the process of Redis";
    private static final String OTHER_REDIS = "the process after it";
    private static final AtomicInteger PARTITIONS = new AtomicInteger();

    private static @Nullable EdgeHarness harness;

    private final int partition = PARTITIONS.incrementAndGet();

    @BeforeAll
    static void start() {
        harness = new EdgeHarness(STACK.connection());
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(harness).close();
    }

    @Test
    void repairedCacheIsTrustedAgain() {
        var owner = newOwner();
        repair(owner);
        assertThat(owner.distrust()).isTrue();
        assertThat(trustedIn()).isEmpty();
        assertThat(owner.distrust()).as("readers know already").isFalse();

        assertThat(repair(owner)).isTrue();
        assertThat(trustedIn()).contains(REDIS);
        assertThat(owner.needsRepair(REDIS)).isFalse();
    }

    @Test
    void cacheIsNotTrustedBeforeItsFirstOwnerMadeItWhole() {
        var owner = newOwner();

        assertThat(trustedIn()).isEmpty();
        assertThat(owner.needsRepair(REDIS)).isTrue();
    }

    @Test
    void cacheThatMissesAWriteDuringItsRepairStaysDistrusted() {
        var owner = newOwner();
        owner.beginRepair(REDIS);
        owner.distrust();

        assertThat(owner.endRepair(true)).isFalse();
        assertThat(trustedIn()).isEmpty();
        assertThat(repair(owner)).isTrue();
        assertThat(trustedIn()).contains(REDIS);
    }

    @Test
    void lateRepairOfAFormerOwnerChangesNothing() {
        var former = newOwner();
        former.beginRepair(REDIS);
        newOwner();

        assertThat(former.endRepair(true)).isFalse();
        assertThat(trustedIn()).isEmpty();
    }

    /// The former owner follows Redis to its successor, the new one still writes to the former process.
    @Test
    void formerOwnerNamesNoOtherProcessOfRedis() {
        var former = newOwner();
        repair(former);
        var owner = newOwner();
        assertThat(owner.needsRepair(REDIS))
                .as("a takeover of a cache that is whole")
                .isFalse();

        assertThat(repair(former, OTHER_REDIS)).isFalse();

        assertThat(trustedIn()).contains(REDIS);
        assertThat(former.isOvertaken()).isTrue();
        assertThat(former.needsRepair(OTHER_REDIS)).isFalse();
    }

    @Test
    void formerOwnerThatDistrustedLateNamesNoOtherProcessOfRedis() {
        var former = newOwner();
        repair(former);
        newOwner();
        former.distrust();

        assertThat(repair(former, OTHER_REDIS)).isFalse();
        assertThat(trustedIn()).isEmpty();
    }

    /// It was asked for before the new owner came, and arrives after.
    @Test
    void formerOwnersTrustThatArrivesLateChangesNothing() {
        var former = newOwner();
        former.beginRepair(OTHER_REDIS);
        var owner = newOwner();
        repair(owner);

        assertThat(former.endRepair(true)).isFalse();
        assertThat(trustedIn()).contains(REDIS);
        assertThat(former.isOvertaken()).isTrue();
    }

    @Test
    void formerOwnerThatMissesAWriteTellsReadersThoughItToldThemBefore() {
        var former = newOwner();
        assertThat(former.distrust()).as("readers know already").isFalse();
        repair(newOwner());

        assertThat(former.distrustUnlessIn("")).isTrue();

        assertThat(trustedIn()).isEmpty();
        assertThat(former.isOvertaken()).isTrue();
        repair(newOwner());
        assertThat(former.distrustUnlessOf("")).as("each time anew").isTrue();
        assertThat(trustedIn()).isEmpty();
    }

    @Test
    void formerOwnersLateWriteIsSeenIfReadersUseThatProcessOfRedis() {
        var former = newOwner();
        repair(former);
        newOwner();

        assertThat(former.distrustUnlessIn(REDIS)).isFalse();
        assertThat(trustedIn()).contains(REDIS);
        assertThat(former.isOvertaken()).as("tells nothing of it").isTrue();
        assertThat(former.distrustUnlessIn(OTHER_REDIS)).isTrue();
        assertThat(trustedIn()).isEmpty();
    }

    @Test
    void formerOwnersRepairDoesNotOutliveTheNextDistrust() {
        var former = newOwner();
        repair(former);
        var owner = newOwner();
        owner.distrust();

        assertThat(trustedIn()).isEmpty();
        assertThat(repair(former)).as("has nothing of its own to repair").isFalse();
        assertThat(trustedIn()).isEmpty();
    }

    @Test
    void lateDistrustOfAFormerOwnerIsRepairedByItsSuccessor() {
        var former = newOwner();
        repair(former);
        var owner = newOwner();
        former.distrust();
        assertThat(owner.needsRepair(REDIS)).isFalse();

        owner.checkStored();

        assertThat(owner.needsRepair(REDIS)).isTrue();
        assertThat(repair(owner)).isTrue();
        assertThat(trustedIn()).contains(REDIS);
        assertThat(repair(former)).as("not its own any more").isFalse();
    }

    @Test
    void otherProcessOfRedisIsUsedOnlyAfterARepairAndTheFormerOneNoMore() {
        var owner = newOwner();
        repair(owner);
        assertThat(owner.isOf(OTHER_REDIS)).isFalse();
        assertThat(owner.needsRepair(OTHER_REDIS)).isTrue();

        owner.beginRepair(OTHER_REDIS);
        assertThat(trustedIn()).as("readers that still reach the former one").isEmpty();
        assertThat(owner.endRepair(true)).isTrue();

        assertThat(trustedIn()).contains(OTHER_REDIS);
        assertThat(owner.needsRepair(OTHER_REDIS)).isFalse();
    }

    @Test
    void failedRepairIsTriedAgain() {
        var owner = newOwner();
        owner.beginRepair(REDIS);
        assertThat(owner.endRepair(false)).isFalse();

        assertThat(owner.needsRepair(REDIS)).isTrue();
        assertThat(repair(owner)).isTrue();
        assertThat(trustedIn()).contains(REDIS);
    }

    /// A former owner acked what this one still has to decide again.
    @Test
    void cacheIsRepairedOnlyWhenItsOwnerHasCaughtUp() {
        var opened = new Opened(new Position(0, 10), Optional.empty(), new DurableFloors(Map.of()), 12, false);
        var behind = new OwnedPartition(partition, opened, Set.of(), newOwner(), new HeldConversations(partition, 10));
        var repair = new CacheRepair(bean(HeadCache.class), bean(LogLayout.class), properties());

        repair.repairWhenDue(List.of(behind));
        behind.processed(new Position(0, 11), Optional.empty());
        repair.repairWhenDue(List.of(behind));
        await().during(Duration.ofMillis(300)).until(() -> trustedIn().isEmpty());

        behind.processed(new Position(0, 12), Optional.empty());
        repair.repairWhenDue(List.of(behind));
        await().untilAsserted(() ->
                assertThat(trustedIn()).isEqualTo(bean(HeadCache.class).process()));
    }

    private static OwnershipProperties properties() {
        return new OwnershipProperties(
                Duration.ofSeconds(3),
                Duration.ofMillis(700),
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                Duration.ZERO,
                500,
                10_000,
                20_000);
    }

    /// As a partition is opened.
    private CacheFlag newOwner() {
        checkpoints()
                .advance(partition, new Position(0, 10), Optional.empty())
                .toCompletableFuture()
                .join();
        return CacheFlag.claim(checkpoints(), partition, 0);
    }

    private static boolean repair(CacheFlag flag) {
        return repair(flag, REDIS);
    }

    private static boolean repair(CacheFlag flag, String redis) {
        return flag.beginRepair(redis) && flag.endRepair(true);
    }

    private Optional<String> trustedIn() {
        return Objects.requireNonNull(checkpoints().read(partition).get(0)).cacheProcess();
    }

    private static Checkpoints checkpoints() {
        return bean(Checkpoints.class);
    }

    private static <T> T bean(Class<T> type) {
        return Objects.requireNonNull(harness).bean(type);
    }
}

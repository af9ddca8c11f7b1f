package io.warbler.chaos.workload;

/// How much is asked of the cluster.
///
/// @param seed       draws who sends what to whom
/// @param users      each has two devices, on two gateways
/// @param perSecond  sends of all devices together, whether answers come or not
/// @param mostWaiting with so many sends of a device without a verdict, its user stops typing; others go on
public record Load(long seed, int users, int perSecond, int mostWaiting) {

    private static final int LEAST_USERS = 6;

    public Load {
        if (users < LEAST_USERS) {
            throw new IllegalArgumentException("users: " + users + " (expected: >= " + LEAST_USERS + ")");
        }
        if (perSecond < 1) {
            throw new IllegalArgumentException("rate: " + perSecond + " (expected: >= 1 a second)");
        }
    }
}

package io.warbler.gateway.route;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Routes in Redis (`warbler.gateway.route.*`).
///
/// @param confirmWithin   how long a login waits for its route; then it goes on and the client syncs once more later
/// @param refreshEvery    how often the announcement is looked after; services take a node without one for gone
/// @param announcementTtl how long an announcement lasts without being refreshed
/// @param routeTtl        how long a route lasts that its node, killed meanwhile, never removed
/// @param rewriteEvery    how often all routes are written again, well within `routeTtl`
public record RouteProperties(
        @DefaultValue("75ms") Duration confirmWithin,
        @DefaultValue("2s") Duration refreshEvery,
        @DefaultValue("6s") Duration announcementTtl,
        @DefaultValue("24h") Duration routeTtl,
        @DefaultValue("6h") Duration rewriteEvery) {

    public RouteProperties {
        if (rewriteEvery.compareTo(routeTtl) >= 0 || refreshEvery.compareTo(announcementTtl) >= 0) {
            throw new IllegalArgumentException("rewriteEvery: " + rewriteEvery + ", routeTtl: " + routeTtl
                    + ", refreshEvery: " + refreshEvery + ", announcementTtl: " + announcementTtl
                    + " (expected: rewriteEvery < routeTtl, refreshEvery < announcementTtl)");
        }
    }
}

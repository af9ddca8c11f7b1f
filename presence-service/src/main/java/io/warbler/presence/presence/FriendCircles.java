package io.warbler.presence.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.boot.cluster.ServiceTargets;
import io.warbler.kernel.UserId;
import io.warbler.proto.friend.v1.FriendServiceGrpc;
import io.warbler.proto.friend.v1.ListFriendsRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Who may be told about whom: friends as friend-service lists them, at most a few seconds old.
@Component
public final class FriendCircles {

    private final List<ManagedChannel> friendServices;
    private final Duration timeout;
    private final Cache<UserId, Set<UserId>> friendsByUser;

    FriendCircles(GrpcChannels channels, ServiceTargets targets, PresenceProperties properties) {
        this.friendServices =
                targets.friend().grpc().stream().map(channels::channel).toList();
        this.timeout = properties.friendsTimeout();
        this.friendsByUser = Caffeine.newBuilder()
                .expireAfterWrite(properties.friendsMaxAge())
                .maximumSize(properties.friendsMaxEntries())
                .build();
    }

    /// The friends with whom neither side blocks the other. One of the others whom the kept list lacks may be a friend
    /// since a moment ago: then it is asked for again.
    ///
    /// @throws FriendsUnavailableException if nobody can tell
    public Set<UserId> of(UserId user, Collection<UserId> others) {
        Set<UserId> kept = friendsByUser.getIfPresent(user);
        if (kept != null && others.stream().allMatch(other -> other.equals(user) || kept.contains(other))) {
            return kept;
        }
        Set<UserId> friends = fetch(user);
        friendsByUser.put(user, friends);
        return friends;
    }

    private Set<UserId> fetch(UserId user) {
        StatusRuntimeException failure = null;
        for (ManagedChannel channel : friendServices) {
            try {
                return FriendServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS)
                        .listFriends(ListFriendsRequest.newBuilder()
                                .setUser(user.value())
                                .build())
                        .getFriendsList()
                        .stream()
                        .map(UserId::new)
                        .collect(Collectors.toUnmodifiableSet());
            } catch (StatusRuntimeException e) {
                // else the channel would wait up to two minutes before it looks for a restarted instance
                channel.resetConnectBackoff();
                failure = e;
            }
        }
        throw new FriendsUnavailableException(
                failure == null ? new IllegalStateException("friend-service: no target") : failure);
    }
}

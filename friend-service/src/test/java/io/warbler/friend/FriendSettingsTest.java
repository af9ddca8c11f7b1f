package io.warbler.friend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.friend.block.BlockProperties;
import io.warbler.friend.friendship.FriendshipProperties;
import io.warbler.friend.policy.PolicyProperties;
import io.warbler.friend.relation.RelationProperties;
import io.warbler.friend.request.RequestProperties;
import io.warbler.friend.user.UserProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FriendSettingsTest {

    @Test
    void defaultsAreTheDocumentedOnes() {
        assertThat(bind(PolicyProperties.class, "warbler.friend.policy", Map.of()))
                .isEqualTo(new PolicyProperties(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(5)));
        assertThat(bind(RequestProperties.class, "warbler.friend.request", Map.of()))
                .isEqualTo(new RequestProperties(500, 5000, 100, Duration.ofDays(30)));
        assertThat(bind(FriendshipProperties.class, "warbler.friend.friendship", Map.of()))
                .isEqualTo(new FriendshipProperties(5000));
        assertThat(bind(BlockProperties.class, "warbler.friend.block", Map.of()))
                .isEqualTo(new BlockProperties(5000));
        assertThat(bind(RelationProperties.class, "warbler.friend.relation", Map.of()))
                .isEqualTo(new RelationProperties(Duration.ofSeconds(1)));
        assertThat(bind(UserProperties.class, "warbler.friend.user", Map.of()))
                .isEqualTo(new UserProperties(Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "policy, apply-timeout, 0s",
        "policy, sweep-interval, -1s",
        "policy, sweep-grace, -1s",
        "request, max-outgoing, 0",
        "request, max-incoming, -5",
        "request, max-per-day, 0",
        "request, expire-after, 0s",
        "request, expire-after, 4000d",
        "relation, tell-timeout, 0s",
        "friendship, max-friends, 0",
        "block, max-blocks, none",
        "user, lookup-timeout, 0s"
    })
    void badValueIsRefused(String feature, String key, String value) {
        String prefix = "warbler.friend." + feature;
        Class<?> type = switch (feature) {
            case "policy" -> PolicyProperties.class;
            case "request" -> RequestProperties.class;
            case "friendship" -> FriendshipProperties.class;
            case "block" -> BlockProperties.class;
            case "relation" -> RelationProperties.class;
            default -> UserProperties.class;
        };

        assertThatThrownBy(() -> bind(type, prefix, Map.of(prefix + "." + key, value)))
                .isInstanceOf(BindException.class);
    }

    private static <T> T bind(Class<T> type, String prefix, Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, Bindable.of(type));
    }
}

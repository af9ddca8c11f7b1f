package io.warbler.message.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GroupPropertiesTest {

    @Test
    void groupsHaveAHundredThousandMembersUnlessTheOperatorWantsLess() {
        assertThat(bind(Map.of()).limits().getMaxMembers()).isEqualTo(100_000);
        assertThat(bind(Map.of("group.max-members", "500")).limits().getMaxMembers())
                .isEqualTo(500);
        assertThat(bind(Map.of()).limits().getMaxInvites()).isEqualTo(20);
        assertThat(bind(Map.of()).limits().getMaxJoinRequests()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "100001"})
    void otherNumbersAreRefused(String number) {
        assertThatThrownBy(() -> bind(Map.of("group.max-members", number)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("2 to 100000");
    }

    private static GroupProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("group", GroupProperties.class);
    }
}

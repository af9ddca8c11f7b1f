package io.warbler.auth.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {

    @Test
    void upperCaseIsTakenForLowerCase() {
        assertThat(new UserName("Alice.B-c_9")).isEqualTo(new UserName("alice.b-c_9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "white space", "älice", "alice\n", "123456789012345678901234567890123", "a/b/c"})
    void otherTextIsNoName(String text) {
        assertThat(UserName.isValid(text)).isFalse();
        assertThatThrownBy(() -> new UserName(text)).hasMessageContaining("expected: 3-32 of");
    }
}

package io.warbler.gateway.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 10.0.0.5, true",
        "10.0.0.5, 10.0.0.4, false",
        "10.0.0.0/24, 10.0.0.255, true",
        "10.0.0.0/24, 10.0.1.0, false",
        "10.0.0.4/30, 10.0.0.7, true",
        "10.0.0.4/30, 10.0.0.8, false",
        "200.0.0.0/8, 200.1.2.3, true",
        "2001:db8::/48, 2001:db8::7, true",
        "2001:db8::/48, 2001:db8:1::7, false",
        "::1, ::1, true",
        "::/8, 0.0.0.1, false"
    })
    void rangeHoldsWhatBeginsAlike(String range, String address, boolean holds) {
        assertThat(AddressRange.parse("key", range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "balancer.example", "10.0.0.0/33", "10.0.0.0/-1", "0.0.0.0/0", "10.0.0.5/24", "10.0.0.0/x"})
    void anythingElseIsRefusedWithWhatWasExpected(String range) {
        assertThatThrownBy(() -> AddressRange.parse("some.key", range))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("some.key: '" + range + "' (expected: an address, or the first of a range");
    }
}

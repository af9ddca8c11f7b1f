package io.warbler.gateway.balancer;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Load balancers in front of the gateway (`warbler.gateway.balancer.*`).
///
/// @param trusted addresses, or ranges as `10.0.0.0/24`, of load balancers that tell the addresses of clients; empty:
///                nobody is believed, a client's address is the one that it connects from
/// @param tells   how they tell it
public record BalancerProperties(
        @DefaultValue List<String> trusted,
        @DefaultValue("proxy-protocol") Tells tells) {

    private static final String TRUSTED = "warbler.gateway.balancer.trusted";

    /// How a balancer tells a client's address.
    public enum Tells {
        /// First of all on every connection; who is trusted has to.
        PROXY_PROTOCOL,
        /// In the last value of `X-Forwarded-For` of every request.
        X_FORWARDED_FOR
    }

    public BalancerProperties {
        trusted = List.copyOf(trusted);
        trusted.forEach(range -> AddressRange.parse(TRUSTED, range));
    }

    List<AddressRange> ranges() {
        return trusted.stream().map(range -> AddressRange.parse(TRUSTED, range)).toList();
    }
}

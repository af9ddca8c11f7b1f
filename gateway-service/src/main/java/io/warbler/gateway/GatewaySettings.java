package io.warbler.gateway;

import io.warbler.gateway.balancer.BalancerProperties;
import io.warbler.gateway.connection.ConnectionProperties;
import io.warbler.gateway.delivery.DeliveryProperties;
import io.warbler.gateway.discovery.DiscoveryProperties;
import io.warbler.gateway.drain.DrainProperties;
import io.warbler.gateway.login.LoginProperties;
import io.warbler.gateway.presence.PresenceProperties;
import io.warbler.gateway.rate.RateProperties;
import io.warbler.gateway.reading.ReadingProperties;
import io.warbler.gateway.rest.RestProperties;
import io.warbler.gateway.revocation.RevocationProperties;
import io.warbler.gateway.route.RouteProperties;
import io.warbler.gateway.submit.SubmitProperties;
import io.warbler.gateway.tls.TlsProperties;
import io.warbler.gateway.typing.TypingProperties;
import io.warbler.gateway.upgrade.PlainPort;
import io.warbler.gateway.upgrade.UpgradeProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Gives each feature its own part of the settings.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
class GatewaySettings {

    private final GatewayProperties all;

    GatewaySettings(GatewayProperties all) {
        this.all = all;
    }

    @Bean
    PlainPort plainPort() {
        return new PlainPort(all.plainPort());
    }

    @Bean
    TlsProperties tlsProperties() {
        return all.tls();
    }

    @Bean
    BalancerProperties balancerProperties() {
        return all.balancer();
    }

    @Bean
    UpgradeProperties upgradeProperties() {
        return all.upgrade();
    }

    @Bean
    ConnectionProperties connectionProperties() {
        return all.connection();
    }

    @Bean
    LoginProperties loginProperties() {
        return all.login();
    }

    @Bean
    SubmitProperties submitProperties() {
        return all.submit();
    }

    @Bean
    ReadingProperties readingProperties() {
        return all.reading();
    }

    @Bean
    PresenceProperties presenceProperties() {
        return all.presence();
    }

    @Bean
    TypingProperties typingProperties() {
        return all.typing();
    }

    @Bean
    DeliveryProperties deliveryProperties() {
        return all.delivery();
    }

    @Bean
    RouteProperties routeProperties() {
        return all.route();
    }

    @Bean
    RevocationProperties revocationProperties() {
        return all.revocation();
    }

    @Bean
    RateProperties rateProperties() {
        return all.rate();
    }

    @Bean
    RestProperties restProperties() {
        return all.rest();
    }

    @Bean
    DiscoveryProperties discoveryProperties() {
        return all.discovery();
    }

    @Bean
    DrainProperties drainProperties() {
        return all.drain();
    }
}

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
import io.warbler.gateway.upgrade.UpgradeProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All settings of the gateway, one record per feature; a key that none of them knows stops the start.
///
/// @param plainPort  port of a second listener without TLS, on loopback; 0 = none
/// @param tls        the certificate
/// @param balancer   load balancers in front
/// @param upgrade    the WebSocket handshake
/// @param connection limits of connections
/// @param login      logging in
/// @param submit     sends on their way
/// @param reading    reads through message-service
/// @param presence   presence
/// @param typing     typing
/// @param delivery   consuming the delivery partition
/// @param route      routes in Redis
/// @param revocation revoked sessions
/// @param rest       REST through the gateway
/// @param rate       how often who may ask over REST
/// @param discovery  finding instances of message-service
/// @param drain      leaving
@ConfigurationProperties(prefix = "warbler.gateway", ignoreUnknownFields = false)
record GatewayProperties(
        @DefaultValue("0") int plainPort,
        @DefaultValue TlsProperties tls,
        @DefaultValue BalancerProperties balancer,
        @DefaultValue UpgradeProperties upgrade,
        @DefaultValue ConnectionProperties connection,
        @DefaultValue LoginProperties login,
        @DefaultValue SubmitProperties submit,
        @DefaultValue ReadingProperties reading,
        @DefaultValue PresenceProperties presence,
        @DefaultValue TypingProperties typing,
        @DefaultValue DeliveryProperties delivery,
        @DefaultValue RouteProperties route,
        @DefaultValue RevocationProperties revocation,
        @DefaultValue RestProperties rest,
        @DefaultValue RateProperties rate,
        @DefaultValue DiscoveryProperties discovery,
        @DefaultValue DrainProperties drain) {}

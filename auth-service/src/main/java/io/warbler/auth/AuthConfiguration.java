package io.warbler.auth;

import com.github.f4b6a3.uuid.UuidCreator;
import io.warbler.auth.credential.PasswordProperties;
import io.warbler.auth.credential.ThrottleProperties;
import io.warbler.auth.lifecycle.DeletionProperties;
import io.warbler.auth.revocation.RevocationProperties;
import io.warbler.auth.session.SessionProperties;
import io.warbler.auth.ticket.TicketProperties;
import io.warbler.auth.token.KeyEncryption;
import io.warbler.auth.token.TokenIssueProperties;
import io.warbler.auth.user.UuidSource;
import io.warbler.boot.security.IntegratorEndpoints;
import io.warbler.boot.security.PublicEndpoints;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Hands each feature its settings, and all of them chance and the key that encrypts secrets.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthProperties.class)
class AuthConfiguration {

    @Bean
    KeyEncryption keyEncryption(AuthProperties properties, SecureRandom random) {
        Path file = properties.keyEncryptionKeyFile();
        if (file == null) {
            throw new IllegalStateException("warbler.auth.key-encryption-key-file: not set"
                    + " (expected: a file with a 256-bit key in hexadecimal or Base64)");
        }
        return KeyEncryption.readFrom(file, random);
    }

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    UuidSource uuidSource() {
        return UuidCreator::getTimeOrderedEpoch;
    }

    @Bean
    PublicEndpoints publicEndpoints() {
        return PublicEndpoints.of(
                "POST /v1/users",
                "POST /v1/sessions",
                "POST /v1/sessions/refresh",
                "POST /v1/oauth/token",
                "GET /.well-known/jwks.json");
    }

    @Bean
    PasswordProperties passwordProperties(AuthProperties properties) {
        return properties.passwords();
    }

    @Bean
    ThrottleProperties throttleProperties(AuthProperties properties) {
        return properties.throttle();
    }

    @Bean
    SessionProperties sessionProperties(AuthProperties properties) {
        return properties.sessions();
    }

    @Bean
    TokenIssueProperties tokenIssueProperties(AuthProperties properties) {
        return properties.tokens();
    }

    @Bean
    DeletionProperties deletionProperties(AuthProperties properties) {
        return properties.deletion();
    }

    @Bean
    IntegratorEndpoints integratorEndpoints() {
        return new IntegratorEndpoints(Map.of(
                "GET /v1/users", "users:read",
                "GET /v1/users/search", "users:read",
                "GET /v1/users/{id:u[0-9a-f]{32}}", "users:read"));
    }

    @Bean
    RevocationProperties revocationProperties(AuthProperties properties) {
        return properties.revocations();
    }

    @Bean
    TicketProperties ticketProperties(AuthProperties properties) {
        return properties.tickets();
    }
}

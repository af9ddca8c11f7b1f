package io.warbler.auth;

import io.warbler.auth.credential.PasswordProperties;
import io.warbler.auth.credential.ThrottleProperties;
import io.warbler.auth.lifecycle.DeletionProperties;
import io.warbler.auth.revocation.RevocationProperties;
import io.warbler.auth.session.SessionProperties;
import io.warbler.auth.ticket.TicketProperties;
import io.warbler.auth.token.TokenIssueProperties;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of auth-service.
///
/// @param keyEncryptionKeyFile file with the 256-bit key, in hexadecimal or Base64, under which secrets are
///     stored; required, the same for all instances
/// @param passwords            how passwords are hashed
/// @param throttle             how often one may try
/// @param sessions             how long sessions live
/// @param deletion             how users are deleted
/// @param revocations          how revocations reach the gateways
/// @param tokens               how access tokens are issued
/// @param tickets              how long tickets live
@ConfigurationProperties(prefix = "warbler.auth", ignoreUnknownFields = false)
public record AuthProperties(
        @Nullable Path keyEncryptionKeyFile,
        @DefaultValue PasswordProperties passwords,
        @DefaultValue ThrottleProperties throttle,
        @DefaultValue SessionProperties sessions,
        @DefaultValue DeletionProperties deletion,
        @DefaultValue RevocationProperties revocations,
        @DefaultValue TokenIssueProperties tokens,
        @DefaultValue TicketProperties tickets) {}

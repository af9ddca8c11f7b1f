package io.warbler.gateway.login;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Logging in (`warbler.gateway.login.*`).
///
/// @param redeemWithin how long auth-service may take to redeem a ticket
public record LoginProperties(@DefaultValue("3s") Duration redeemWithin) {}

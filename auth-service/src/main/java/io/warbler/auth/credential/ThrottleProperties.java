package io.warbler.auth.credential;

import java.util.stream.IntStream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often one may try; a good login costs nothing.
///
/// @param failuresPerName          failed logins a minute for one name
/// @param failuresPerAddress       failed logins a minute from one address
/// @param registrationsPerAddress  new users a minute from one address
/// @param searchesPerActor         requests a minute of one user or integrator that look users up by name
/// @param tokenRequestsPerClient   failed requests a minute for a token of one client id, and from one address
public record ThrottleProperties(
        @DefaultValue("10") int failuresPerName,
        @DefaultValue("60") int failuresPerAddress,
        @DefaultValue("120") int registrationsPerAddress,
        @DefaultValue("300") int searchesPerActor,
        @DefaultValue("60") int tokenRequestsPerClient) {

    public ThrottleProperties {
        var perMinute = IntStream.of(
                failuresPerName, failuresPerAddress, registrationsPerAddress, searchesPerActor, tokenRequestsPerClient);
        if (perMinute.anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("throttle: " + failuresPerName + ", " + failuresPerAddress + ", "
                    + registrationsPerAddress + ", " + searchesPerActor + ", " + tokenRequestsPerClient
                    + " a minute (expected: each at least 1)");
        }
    }
}

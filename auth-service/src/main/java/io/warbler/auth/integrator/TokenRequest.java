package io.warbler.auth.integrator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// A request for a token as RFC 6749 has it: sections 2.3.1 (who asks), 3.2 (no parameter twice), 4.4.2; never
/// printed.
///
/// @param clientId the client id
/// @param secret   the secret
/// @param scopes   what is asked for; empty: all that the integrator has
record TokenRequest(String clientId, String secret, Set<String> scopes) {

    private static final String BASIC = "basic ";

    /// Refuses as an [OAuthRefusal].
    static TokenRequest parse(@Nullable String authorization, MultiValueMap<String, String> form) {
        var grant = single(form, "grant_type")
                .orElseThrow(() -> OAuthRefusal.invalidRequest("grant_type: missing (expected: client_credentials)"));
        var scope = single(form, "scope").orElse("");
        var client = authorization == null ? fromForm(form) : fromHeader(authorization, form);
        if (!grant.equals("client_credentials")) {
            throw new OAuthRefusal("unsupported_grant_type", "grant_type: expected client_credentials");
        }
        return new TokenRequest(client.getFirst(), client.getLast(), scopes(scope));
    }

    private static List<String> fromForm(MultiValueMap<String, String> form) {
        var id = single(form, "client_id");
        var secret = single(form, "client_secret");
        if (id.isEmpty() || secret.isEmpty()) {
            throw OAuthRefusal.invalidClient();
        }
        return List.of(id.get(), secret.get());
    }

    private static List<String> fromHeader(String authorization, MultiValueMap<String, String> form) {
        if (form.containsKey("client_secret")) {
            throw OAuthRefusal.invalidRequest("client_secret: given twice (expected: in the header or in the form)");
        }
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw OAuthRefusal.invalidClient();
        }
        var pair = decode(authorization.substring(BASIC.length()).strip());
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw OAuthRefusal.invalidClient();
        }
        return List.of(pair.substring(0, colon), pair.substring(colon + 1));
    }

    private static String decode(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw OAuthRefusal.invalidClient();
        }
    }

    /// A parameter without a value counts as left out.
    private static Optional<String> single(MultiValueMap<String, String> form, String name) {
        var values = form.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw OAuthRefusal.invalidRequest(name + ": given more than once");
        }
        return values.stream()
                .filter(value -> value != null && !value.isEmpty())
                .findFirst();
    }

    private static Set<String> scopes(String text) {
        return Stream.of(text.split(" ")).filter(scope -> !scope.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}

package io.warbler.gateway.rest;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/// Tells services from which address a request comes, in place of anything that the client said of itself:
/// auth-service counts failures and registrations by it.
@Component
final class ClientAddressHeader implements HttpHeadersFilter, Ordered {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders headers = HttpHeaders.copyOf(input);
        headers.remove(FORWARDED_FOR);
        String address = ClientAddress.of(exchange.getRequest());
        if (!address.isEmpty()) {
            headers.set(FORWARDED_FOR, address);
        }
        return headers;
    }

    /// Behind Spring Cloud Gateway's own, which takes out all that clients forwarded.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}

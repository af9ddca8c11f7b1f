package io.warbler.gateway.rate;

import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.gateway.rest.RefusedRequestException;
import java.time.Duration;
import java.util.List;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Lets a request through as long as its caller keeps to the rate.
@Component
final class RequestRateFilter implements GlobalFilter, Ordered {

    private final Callers callers;
    private final RequestRates rates;
    private final Counter refused;

    RequestRateFilter(Callers callers, RequestRates rates, MeterRegistry metrics) {
        this.callers = callers;
        this.rates = rates;
        this.refused = metrics.counter("warbler.gateway.rate.refused");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        List<Caller> counted = callers.of(exchange.getRequest());
        return Flux.fromIterable(counted).concatMap(this::pay).then(Mono.defer(() -> {
            if (counted.getFirst().kind() == Caller.Kind.ADDRESS) {
                callers.learn(exchange.getRequest());
            }
            return chain.filter(exchange);
        }));
    }

    private Mono<Void> pay(Caller caller) {
        return Mono.fromFuture(() -> rates.take(caller))
                .flatMap(probe -> probe.isConsumed() ? Mono.empty() : Mono.error(refusal(probe)));
    }

    private RefusedRequestException refusal(ConsumptionProbe probe) {
        refused.increment();
        return RefusedRequestException.rateLimited(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /// Behind the check of revoked sessions, which costs less.
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 20;
    }
}

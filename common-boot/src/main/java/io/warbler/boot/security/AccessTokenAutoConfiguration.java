package io.warbler.boot.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.warbler.boot.error.ErrorAutoConfiguration;
import io.warbler.boot.error.ProblemWriter;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets only good access tokens into `/v1` of servlet services: those of users everywhere, those of integrators only to
/// the service's [IntegratorEndpoints] with the scope.
@AutoConfiguration(
        after = ErrorAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({SecurityFilterChain.class, JwtDecoder.class, BearerTokenAuthenticationFilter.class})
@EnableConfigurationProperties(TokenProperties.class)
public final class AccessTokenAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    JWKSource<SecurityContext> accessTokenKeys(TokenProperties properties) {
        return AccessTokens.remoteKeys(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder accessTokenDecoder(JWKSource<SecurityContext> keys, TokenProperties properties, Clock clock) {
        return AccessTokens.decoder(keys, properties, clock);
    }

    @Bean
    SecurityFilterChain accessTokenFilterChain(
            HttpSecurity http,
            JwtDecoder decoder,
            ObjectProvider<PublicEndpoints> publicEndpoints,
            ObjectProvider<IntegratorEndpoints> integratorEndpoints,
            ProblemWriter writer) {
        var problems = new ProblemResponses(writer);
        publicEndpoints.stream().flatMap(list -> list.endpoints().stream()).forEach(endpoint -> permit(http, endpoint));
        integratorEndpoints.stream()
                .forEach(list ->
                        list.scopeByEndpoint().forEach((endpoint, scope) -> permitScope(http, endpoint, scope)));
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/v1/**")
                        .hasAuthority(ActorToken.USER_AUTHORITY)
                        .anyRequest()
                        .permitAll())
                .oauth2ResourceServer(server -> server.jwt(
                                jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(ActorToken::authenticate))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .withObjectPostProcessor(tellFailuresBy(problems)))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    private static void permit(HttpSecurity http, String endpoint) {
        http.authorizeHttpRequests(requests ->
                requests.requestMatchers(method(endpoint), path(endpoint)).permitAll());
    }

    private static void permitScope(HttpSecurity http, String endpoint, String scope) {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(method(endpoint), path(endpoint))
                .hasAnyAuthority(ActorToken.USER_AUTHORITY, ActorToken.SCOPE_PREFIX + scope));
    }

    private static HttpMethod method(String endpoint) {
        return HttpMethod.valueOf(endpoint.substring(0, endpoint.indexOf(' ')));
    }

    private static String path(String endpoint) {
        return endpoint.substring(endpoint.indexOf(' ') + 1);
    }

    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> tellFailuresBy(ProblemResponses problems) {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(problems::commence);
                return filter;
            }
        };
    }

    @Bean
    WebMvcConfigurer actorArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ActorArgumentResolver());
            }
        };
    }
}

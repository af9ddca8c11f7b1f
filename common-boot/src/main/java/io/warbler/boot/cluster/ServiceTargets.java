package io.warbler.boot.cluster;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the other services are.
///
/// @param auth     auth-service
/// @param message  message-service
/// @param friend   friend-service
/// @param presence presence-service
@ConfigurationProperties(prefix = "warbler.services", ignoreUnknownFields = false)
public record ServiceTargets(
        @DefaultValue Auth auth,
        @DefaultValue Message message,
        @DefaultValue Friend friend,
        @DefaultValue Presence presence) {

    /// Where auth-service is.
    ///
    /// @param grpc list of `host:port` or `dns:///name:port`
    /// @param http base URL of its REST endpoints
    public record Auth(
            @DefaultValue("127.0.0.1:9111") List<String> grpc,
            @DefaultValue("http://127.0.0.1:9101") URI http) {}

    /// Where message-service is.
    ///
    /// @param grpc list of `host:port` or `dns:///name:port`, one per instance
    /// @param http base URL of its REST endpoints
    public record Message(
            @DefaultValue("127.0.0.1:9112") List<String> grpc,
            @DefaultValue("http://127.0.0.1:9102") URI http) {}

    /// Where friend-service is.
    ///
    /// @param grpc list of `host:port` or `dns:///name:port`
    /// @param http base URL of its REST endpoints
    public record Friend(
            @DefaultValue("127.0.0.1:9113") List<String> grpc,
            @DefaultValue("http://127.0.0.1:9103") URI http) {}

    /// Where presence-service is.
    ///
    /// @param grpc list of `host:port` or `dns:///name:port`
    /// @param http base URL of its REST endpoints
    public record Presence(
            @DefaultValue("127.0.0.1:9114") List<String> grpc,
            @DefaultValue("http://127.0.0.1:9104") URI http) {}
}

package io.warbler.gateway.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The TLS context of the port: BoringSSL where its library loads, else the JDK; TLS 1.3 and 1.2, ALPN h2 and http/1.1.
@Component
public final class TlsContext {

    private static final Logger log = LoggerFactory.getLogger(TlsContext.class);
    /// Native buffer per idle connection; a smaller one saves 2 KiB, 0 breaks handshakes.
    private static final int IDLE_BUFFER_BYTES = 256;

    private final SslContext context;

    TlsContext(TlsProperties properties, Clock clock) {
        Path certificate = properties.certificateFile();
        Path key = properties.keyFile();
        if (certificate == null || key == null) {
            var development = new DevelopmentCertificate(Objects.requireNonNull(properties.devDirectory()), clock);
            development.ensure();
            certificate = development.certificateFile();
            key = development.keyFile();
        }
        context = build(certificate, key);
    }

    public SslContext context() {
        return context;
    }

    private static SslContext build(Path certificate, Path key) {
        boolean isNative = OpenSsl.isAvailable();
        if (!isNative) {
            log.atWarn().addKeyValue("cause", OpenSsl.unavailabilityCause()).log("No BoringSSL; TLS by the JDK");
        }
        try {
            SslContext context = SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .sslProvider(isNative ? SslProvider.OPENSSL : SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2,
                            ApplicationProtocolNames.HTTP_1_1))
                    .build();
            if (context instanceof ReferenceCountedOpenSslContext openSsl) {
                openSsl.setBioNonApplicationBufferSize(IDLE_BUFFER_BYTES);
            }
            return context;
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "certificate " + certificate + ", key " + key + " (expected: PEM, matching, key in PKCS #8)", e);
        }
    }
}

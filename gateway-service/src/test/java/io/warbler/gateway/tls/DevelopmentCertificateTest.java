package io.warbler.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.OpenSsl;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentCertificateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void certificateIsForLocalhostOnP256() throws Exception {
        var made = ensure(NOW);

        X509Certificate certificate = read(made.certificateFile());
        assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(certificate.getSubjectAlternativeNames().toString()).contains("localhost", "127.0.0.1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.keyFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void certificateIsKeptWhileItIsGood() throws Exception {
        byte[] first = Files.readAllBytes(ensure(NOW).certificateFile());

        assertThat(Files.readAllBytes(ensure(NOW.plus(Duration.ofDays(300))).certificateFile()))
                .isEqualTo(first);
        assertThat(Files.readAllBytes(ensure(NOW.plus(Duration.ofDays(366))).certificateFile()))
                .isNotEqualTo(first);
    }

    @Test
    void contextSpeaksH2AndUsesBoringSsl() {
        var context = new TlsContext(new TlsProperties(null, null, directory), Clock.systemUTC());

        assertThat(context.context().applicationProtocolNegotiator().protocols())
                .containsExactly("h2", "http/1.1");
        assertThat(OpenSsl.isAvailable()).isTrue();
        assertThat(context.context().getClass().getSimpleName()).contains("OpenSsl");
    }

    @Test
    void noCertificateAtAllIsToldPrecisely() {
        assertThatThrownBy(() -> new TlsProperties(null, null, null))
                .hasMessageContaining("certificate-file and key-file, or dev-directory");
        assertThatThrownBy(() -> new TlsProperties(directory, null, null)).hasMessageContaining("both or none");
    }

    @Test
    void filesThatAreNoCertificateAreToldPrecisely() throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong.pem"), "nonsense");

        assertThatThrownBy(() -> new TlsContext(new TlsProperties(wrong, wrong, null), Clock.systemUTC()))
                .hasMessageContaining("expected: PEM");
    }

    private DevelopmentCertificate ensure(Instant now) {
        var certificate = new DevelopmentCertificate(directory, Clock.fixed(now, ZoneOffset.UTC));
        certificate.ensure();
        return certificate;
    }

    private static X509Certificate read(Path file) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }
}

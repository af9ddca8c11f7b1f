package io.warbler.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A self-signed certificate for `localhost` (ECDSA P-256), for development only.
final class DevelopmentCertificate {

    private static final Logger log = LoggerFactory.getLogger(DevelopmentCertificate.class);
    private static final Duration LIFETIME = Duration.ofDays(365);
    private static final Duration MARGIN = Duration.ofDays(1);

    private final Path directory;
    private final Clock clock;

    DevelopmentCertificate(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    Path certificateFile() {
        return directory.resolve("certificate.pem");
    }

    Path keyFile() {
        return directory.resolve("key.pem");
    }

    /// Makes it unless a good one is there. Gateways that start together wait for each other.
    void ensure() {
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                            directory.resolve("certificate.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (!isUsable()) {
                    make();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "warbler.gateway.tls.dev-directory: " + directory + " (expected: a writable directory)", e);
        }
    }

    private boolean isUsable() throws IOException {
        if (!Files.exists(certificateFile()) || !Files.exists(keyFile())) {
            return false;
        }
        try (var in = new ByteArrayInputStream(Files.readAllBytes(certificateFile()))) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return certificate.getNotAfter().toInstant().isAfter(clock.instant().plus(MARGIN));
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private void make() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            write(keyFile(), pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
            write(certificateFile(), pem(signed(pair)));
            log.atInfo().addKeyValue("file", certificateFile()).log("Development certificate made");
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("development certificate (expected: P-256 is supported)", e);
        }
    }

    private Object signed(KeyPair pair) throws IOException, OperatorCreationException {
        var name = new X500Name("CN=localhost, O=Warbler development");
        Instant from = clock.instant().minus(Duration.ofHours(1));
        return new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(127, new SecureRandom()),
                        Date.from(from),
                        Date.from(from.plus(LIFETIME)),
                        name,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                    new GeneralName(GeneralName.iPAddress, "::1")
                }))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
    }

    private static String pem(Object object) throws IOException {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(object);
        }
        return text.toString();
    }

    /// Whole or not at all, readable by the owner only.
    private void write(Path file, String pem) throws IOException {
        Path part = Files.createTempFile(
                directory,
                "part",
                ".pem",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, pem);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

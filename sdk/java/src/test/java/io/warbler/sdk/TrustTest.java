package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.sdk.peer.ProtocolPeer;
import io.warbler.sdk.rest.Credentials;
import io.warbler.sdk.rest.Device;
import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.rest.WarblerApi;
import io.warbler.sdk.rest.WarblerApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificate("server");
        certificate("other");
    }

    @Test
    void theGivenCertificateIsBelieved() {
        try (var peer = new ProtocolPeer(pem("server"), key("server"));
                var alice = WarblerClient.builder(peer.url())
                        .trust(pem("server"))
                        .credentials("alice", "secret")
                        .build()) {
            PeerTestKit.join(alice.connect());

            SendResult sent = PeerTestKit.join(alice.send("c", "through TLS"));

            assertThat(sent).isInstanceOf(SendResult.Accepted.class);
        }
    }

    @Test
    void anyOtherCertificateIsNot() {
        try (var peer = new ProtocolPeer(pem("server"), key("server"));
                var api = WarblerApi.of(Endpoint.trusting(peer.url(), pem("other")));
                var system = WarblerApi.of(Endpoint.of(peer.url()))) {
            var credentials = new Credentials("alice", "secret");
            var device = Device.unregistered("test", "Test");

            assertThatThrownBy(() -> api.login(credentials, device)).isInstanceOf(WarblerApiException.class);
            assertThatThrownBy(() -> system.login(credentials, device)).isInstanceOf(WarblerApiException.class);
        }
    }

    @Test
    void aFileWithoutCertificatesIsRefused() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatThrownBy(() -> Endpoint.trusting("https://localhost", empty))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Path pem(String name) {
        return folder.resolve(name + ".pem");
    }

    private static Path key(String name) {
        return folder.resolve(name + ".key");
    }

    private static void certificate(String name) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit"))
                .inheritIO()
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        write(
                pem(name),
                "CERTIFICATE",
                Objects.requireNonNull(keys.getCertificate("it")).getEncoded());
        write(
                key(name),
                "PRIVATE KEY",
                Objects.requireNonNull(keys.getKey("it", "changeit".toCharArray()))
                        .getEncoded());
    }

    private static void write(Path file, String kind, byte[] encoded) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}

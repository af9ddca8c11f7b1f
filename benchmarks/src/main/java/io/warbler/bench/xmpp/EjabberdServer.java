package io.warbler.bench.xmpp;

import io.warbler.stack.process.Launch;
import io.warbler.stack.process.NamedPort;
import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// ejabberd in one Erlang node that speaks with no other, so that `epmd` is not needed.
final class EjabberdServer {

    static final String NAME = "ejabberd";
    static final String HOST = "bench.local";
    static final String GROUP_HOST = "conference." + HOST;
    static final NamedPort PLAIN_PORT = new NamedPort("the plain port of ejabberd", 15_280);
    static final NamedPort TLS_PORT = new NamedPort("the TLS port of ejabberd", 15_443);
    private static final NamedPort C2S_PORT = new NamedPort("the XMPP port of ejabberd", 15_222);

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECT_MILLIS = 500;

    private final PeerPackages packages;
    private final ProcessFolder folder;

    EjabberdServer(PeerPackages packages, ProcessFolder folder) {
        this.packages = packages;
        this.folder = folder;
    }

    /// @param certificate PEM file; its key is `key.pem` beside it
    Launch launch(Path certificate) {
        var settings = folder.settings(NAME);
        var data = folder.data(NAME);
        var configuration = write(settings.resolve("ejabberd.yml"), configuration(bundle(settings, certificate)));
        var command = List.of(
                "env",
                "EJABBERD_CONFIG_PATH=" + configuration,
                "EJABBERD_LOG_PATH=" + folder.log("ejabberd-server"),
                "ERL_LIBS=" + packages.erlangLibraries(),
                "ERL_MAX_PORTS=200000",
                "ERL_CRASH_DUMP=" + data.resolve("crash.dump"),
                "HOME=" + data,
                packages.erl(),
                "-noinput",
                "+K",
                "true",
                "+P",
                "1000000",
                "+Q",
                "200000",
                // waiting schedulers sleep: spinning would be charged to the messages
                "+sbwt",
                "none",
                "+sbwtdcpu",
                "none",
                "+sbwtdio",
                "none",
                "-mnesia",
                "dir",
                "\"" + data.resolve("mnesia") + "\"",
                "-s",
                "ejabberd");
        return new Launch(
                NAME,
                "23.01",
                command,
                List.of(PLAIN_PORT, TLS_PORT, C2S_PORT),
                EjabberdServer::isReady,
                START_PATIENCE);
    }

    private static boolean isReady() {
        return answers(PLAIN_PORT) && listens(TLS_PORT);
    }

    /// It listens before it serves, and resets what comes in between.
    private static boolean answers(NamedPort port) {
        try {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port.port() + "/").toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(CONNECT_MILLIS);
            return connection.getResponseCode() > 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean listens(NamedPort port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String configuration(Path bundle) {
        try (var stream = EjabberdServer.class.getResourceAsStream("/bench/ejabberd.yml")) {
            if (stream == null) {
                throw new StackException("resource bench/ejabberd.yml is missing from benchmarks");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${host}", HOST)
                    .replace("${groupHost}", GROUP_HOST)
                    .replace("${bundle}", bundle.toString())
                    .replace("${plainPort}", PLAIN_PORT.toString())
                    .replace("${tlsPort}", TLS_PORT.toString())
                    .replace("${c2sPort}", C2S_PORT.toString())
                    .replace("${postgresPort}", PostgresServer.PORT.toString())
                    .replace("${database}", PostgresServer.DATABASE)
                    .replace("${role}", PostgresServer.ROLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// ejabberd wants chain and key in one file, and compares the public part of the key, which the gateway leaves out.
    private Path bundle(Path settings, Path certificate) {
        try {
            var key = withPublicPart(certificate.resolveSibling("key.pem"));
            var file = settings.resolve("certificate-and-key.pem");
            io.warbler.stack.service.Secrets.write(file, Files.readString(certificate) + key);
            return file;
        } catch (IOException e) {
            throw new StackException(
                    certificate + " and its key cannot be read (expected: made by Warbler's gateway): "
                            + e.getMessage(),
                    e);
        }
    }

    private String withPublicPart(Path key) throws IOException {
        var openssl = new ProcessBuilder(packages.openssl(), "ec", "-in", key.toString(), "-conv_form", "uncompressed")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var text = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (!text.contains("PRIVATE KEY")) {
            throw new IOException("openssl does not read " + key + " (expected: a key of an elliptic curve)");
        }
        return text;
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

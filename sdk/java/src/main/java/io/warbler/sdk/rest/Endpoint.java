package io.warbler.sdk.rest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Where a server is and whose certificates are believed. */
public final class Endpoint {

    private final URI url;
    private final SSLContext trust;

    private Endpoint(URI url, SSLContext trust) {
        this.url = checked(url);
        this.trust = trust;
    }

    /** A server whose certificate the system's authorities vouch for, for example {@code https://chat.example}. */
    public static Endpoint of(String url) {
        try {
            return new Endpoint(URI.create(url), SSLContext.getDefault());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS (expected: provided by every Java platform)", e);
        }
    }

    /** A server that is believed if, and only if, the certificates of the given PEM file vouch for it. */
    public static Endpoint trusting(String url, Path certificates) {
        try {
            return new Endpoint(URI.create(url), trust(certificates));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("certificates: " + certificates + " (expected: a PEM file)", e);
        }
    }

    /** The address that REST paths are appended to, without a slash at its end. */
    public URI url() {
        return url;
    }

    /** The address of the WebSocket. */
    public URI socketUrl() {
        return URI.create(url.toString().replaceFirst("^http", "ws") + "/v1/ws");
    }

    /** The trust that connections of this endpoint use. */
    public SSLContext trust() {
        return trust;
    }

    private static URI checked(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("url: " + url + " (expected: https://host[:port])");
        }
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }

    private static SSLContext trust(Path certificates) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificates)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
        }
        if (store.size() == 0) {
            throw new IOException("no certificate in " + certificates);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    @Override
    public String toString() {
        return url.toString();
    }
}

package io.warbler.gateway.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The certificate (`warbler.gateway.tls.*`). Either the two files, or a directory for a development certificate.
///
/// @param certificateFile PEM file with the certificate chain
/// @param keyFile         PEM file with its private key (PKCS #8)
/// @param devDirectory    directory of the development certificate `certificate.pem` and `key.pem`, made when missing
/// or
///                        expired; clients that shall trust it read `certificate.pem`
public record TlsProperties(
        @Nullable Path certificateFile,
        @Nullable Path keyFile,
        @Nullable Path devDirectory) {

    public TlsProperties {
        if ((certificateFile == null) != (keyFile == null)) {
            throw new IllegalArgumentException("warbler.gateway.tls.certificate-file: " + certificateFile
                    + ", key-file: " + keyFile + " (expected: both or none)");
        }
        if (certificateFile == null && devDirectory == null) {
            throw new IllegalArgumentException("warbler.gateway.tls: no certificate (expected: certificate-file and"
                    + " key-file, or dev-directory for a self-signed development certificate)");
        }
    }
}

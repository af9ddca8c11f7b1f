package io.warbler.gateway.webclient;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.MediaType;

/// A file of the web client in the forms in which it can be sent.
///
/// @param etag           of its content, with quotation marks
/// @param isImmutable    whether its name changes with its content
/// @param bytesByCoding  always {@link Coding#IDENTITY} among them
record WebFile(MediaType type, String etag, boolean isImmutable, Map<Coding, byte[]> bytesByCoding) {

    /// A content coding of RFC 9110; the best first.
    enum Coding {
        BROTLI("br", ".br"),
        GZIP("gzip", ".gz"),
        IDENTITY("identity", "");

        private final String token;
        private final String suffix;

        Coding(String token, String suffix) {
            this.token = token;
            this.suffix = suffix;
        }

        String token() {
            return token;
        }

        /// What the build adds to the name of the file for this form of it.
        String suffix() {
            return suffix;
        }
    }

    WebFile {
        bytesByCoding = Map.copyOf(new EnumMap<>(bytesByCoding));
    }

    /// The smallest form that a client takes.
    ///
    /// @param accepted the values of `Accept-Encoding`; a weight of zero refuses a coding
    Coding codingFor(List<String> accepted) {
        for (Coding coding : Coding.values()) {
            if (bytesByCoding.containsKey(coding) && accepts(accepted, coding)) {
                return coding;
            }
        }
        return Coding.IDENTITY;
    }

    private static boolean accepts(List<String> accepted, Coding coding) {
        return accepted.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(element -> element.replace(" ", "").split(";q=", 2))
                .anyMatch(element -> element[0].equalsIgnoreCase(coding.token())
                        && (element.length == 1 || !element[1].matches("0(\\.0*)?")));
    }
}

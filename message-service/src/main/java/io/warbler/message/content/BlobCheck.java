package io.warbler.message.content;

import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.Blob;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The form of references to bytes that are elsewhere.
final class BlobCheck {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1," + Limits.MAX_BLOB_ID_LENGTH + "}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");
    private static final Pattern FILE_NAME = Pattern.compile("[^/\\\\\\p{Cntrl}\\u2028\\u2029]*");

    private BlobCheck() {}

    static Optional<String> wrong(String field, Blob blob) {
        return place(field, blob)
                .or(() -> Expect.that(
                        isMediaType(blob.getMediaType()), field + ".media_type", "type/subtype in lower case"))
                .or(() -> Expect.that(blob.getSizeBytes() >= 1, field + ".size_bytes", "1 or more, below 2^63"))
                .or(() -> Expect.atMost(field + ".file_name", blob.getFileName(), Limits.MAX_NAME_LENGTH))
                .or(() -> Expect.that(
                        FILE_NAME.matcher(blob.getFileName()).matches(),
                        field + ".file_name",
                        "no line break, / or \\"));
    }

    /// Whether a text is an address of one of these schemes, with a host and without a password.
    static boolean isUrl(String url, Set<String> schemes) {
        if (url.length() > Limits.MAX_URL_LENGTH) {
            return false;
        }
        try {
            var uri = new URI(url);
            return uri.getScheme() != null
                    && schemes.contains(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static Optional<String> place(String field, Blob blob) {
        return switch (blob.getPlaceCase()) {
            case ID ->
                Expect.that(
                        ID.matcher(blob.getId()).matches(),
                        field + ".id",
                        "1 to 128 characters of A-Z a-z 0-9 . _ : -");
            case URL ->
                Expect.that(
                        isUrl(blob.getUrl(), Set.of("https")),
                        field + ".url",
                        "https and a host, at most " + Limits.MAX_URL_LENGTH + " characters");
            case PLACE_NOT_SET -> Expect.that(false, field + ".id, " + field + ".url", "one of them");
        };
    }

    private static boolean isMediaType(String type) {
        return type.length() <= Limits.MAX_MEDIA_TYPE_LENGTH
                && MEDIA_TYPE.matcher(type).matches();
    }
}

package io.warbler.message.content;

import io.warbler.kernel.UserId;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.Blob;
import io.warbler.proto.client.v1.ContactContent;
import io.warbler.proto.client.v1.CustomContent;
import io.warbler.proto.client.v1.FileContent;
import io.warbler.proto.client.v1.ImageContent;
import io.warbler.proto.client.v1.LocationContent;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.VideoContent;
import io.warbler.proto.client.v1.VoiceContent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The form of what a client wants to say. Depends on nothing but the content, so the same content is always judged the
/// same.
public final class ContentCheck {

    private static final Pattern PREVIEW_HASH =
            Pattern.compile("[\\x21-\\x7e]{0," + Limits.MAX_PREVIEW_HASH_LENGTH + "}");
    private static final Pattern CUSTOM_TYPE = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)+");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ContentCheck() {}

    /// Whether there is nothing at all to be said.
    public static boolean isEmpty(MessageBody body) {
        return body.getContentCase() == MessageBody.ContentCase.CONTENT_NOT_SET
                || (body.hasText() && body.getText().isEmpty());
    }

    /// The first field that is wrong and what was expected; empty when nothing is.
    ///
    /// @param inGroup whether there is an "all" that can be mentioned
    public static Optional<String> wrong(MessageBody body, boolean inGroup) {
        Optional<String> content = switch (body.getContentCase()) {
            case TEXT -> Optional.empty();
            case IMAGE -> image(body.getImage());
            case VIDEO -> video(body.getVideo());
            case FILE -> file(body.getFile());
            case VOICE -> voice(body.getVoice());
            case LOCATION -> location(body.getLocation());
            case CONTACT -> contact(body.getContact());
            case CUSTOM -> custom(body.getCustom());
            case POLL -> PollCheck.wrong(body.getPoll());
            case BUNDLE ->
                Expect.that(false, "body.bundle", "nothing; only the server makes bundles, ask with forward");
            case CONTENT_NOT_SET -> Expect.that(false, "body", "a content");
        };
        return content.or(() -> SpanCheck.wrong(body, inGroup));
    }

    private static Optional<String> image(ImageContent image) {
        return typed("body.image.blob", image.getBlob(), "image/")
                .or(() -> picture("body.image", image.getWidth(), image.getHeight(), image.getPreviewHash()))
                .or(() -> Expect.atMost("body.image.caption", image.getCaption(), Limits.MAX_CAPTION_LENGTH));
    }

    private static Optional<String> video(VideoContent video) {
        return typed("body.video.blob", video.getBlob(), "video/")
                .or(() -> picture("body.video", video.getWidth(), video.getHeight(), video.getPreviewHash()))
                .or(() -> duration("body.video.duration_ms", video.getDurationMs(), 0))
                .or(() -> Expect.atMost("body.video.caption", video.getCaption(), Limits.MAX_CAPTION_LENGTH));
    }

    private static Optional<String> file(FileContent file) {
        return BlobCheck.wrong("body.file.blob", file.getBlob())
                .or(() -> Expect.that(
                        !file.getBlob().getFileName().isEmpty(), "body.file.blob.file_name", "1 character at least"))
                .or(() -> Expect.atMost("body.file.caption", file.getCaption(), Limits.MAX_CAPTION_LENGTH));
    }

    private static Optional<String> voice(VoiceContent voice) {
        return typed("body.voice.blob", voice.getBlob(), "audio/")
                .or(() -> duration("body.voice.duration_ms", voice.getDurationMs(), 1))
                .or(() -> Expect.that(
                        voice.getWaveform().size() <= Limits.MAX_WAVEFORM_BYTES,
                        "body.voice.waveform",
                        "at most " + Limits.MAX_WAVEFORM_BYTES + " bytes"));
    }

    private static Optional<String> location(LocationContent location) {
        // a comparison with what is no number is false
        return Expect.that(Math.abs(location.getLatitude()) <= 90, "body.location.latitude", "-90 to 90")
                .or(() ->
                        Expect.that(Math.abs(location.getLongitude()) <= 180, "body.location.longitude", "-180 to 180"))
                .or(() -> Expect.range("body.location.accuracy_m", location.getAccuracyM(), 0, Limits.MAX_ACCURACY_M))
                .or(() -> Expect.atMost("body.location.name", location.getName(), Limits.MAX_NAME_LENGTH))
                .or(() -> Expect.atMost("body.location.address", location.getAddress(), Limits.MAX_NAME_LENGTH));
    }

    private static Optional<String> contact(ContactContent contact) {
        boolean isNobody = contact.getUser().isEmpty();
        return Expect.filled("body.contact.name", contact.getName(), Limits.MAX_NAME_LENGTH)
                .or(() -> Expect.that(
                        isNobody || UserId.isValid(contact.getUser()),
                        "body.contact.user",
                        "u and 32 hexadecimal digits, or nothing"))
                .or(() -> ways("body.contact.phones", contact.getPhonesList(), Limits.MAX_PHONE_LENGTH))
                .or(() -> ways("body.contact.emails", contact.getEmailsList(), Limits.MAX_NAME_LENGTH));
    }

    private static Optional<String> ways(String field, List<String> ways, int maxLength) {
        if (ways.size() > Limits.MAX_CONTACT_WAYS) {
            return Expect.that(false, field, "at most " + Limits.MAX_CONTACT_WAYS);
        }
        return ways.stream()
                .flatMap(way -> Expect.filled(field, way, maxLength).stream())
                .findFirst();
    }

    private static Optional<String> custom(CustomContent custom) {
        boolean isTyped = custom.getType().length() <= Limits.MAX_CUSTOM_TYPE_LENGTH
                && CUSTOM_TYPE.matcher(custom.getType()).matches();
        return Expect.that(isTyped, "body.custom.type", "a name like com.example.order, at most 128 characters")
                .or(() -> payload(custom))
                .or(() -> Expect.filled("body.custom.fallback", custom.getFallback(), Limits.MAX_FALLBACK_LENGTH));
    }

    private static Optional<String> payload(CustomContent custom) {
        String atMost = "at most " + Limits.MAX_CUSTOM_BYTES + " bytes";
        return switch (custom.getPayloadCase()) {
            case JSON ->
                Expect.that(custom.getJsonBytes().size() <= Limits.MAX_CUSTOM_BYTES, "body.custom.json", atMost)
                        .or(() -> Expect.that(isJson(custom.getJson()), "body.custom.json", "a JSON text"));
            case DATA -> Expect.that(custom.getData().size() <= Limits.MAX_CUSTOM_BYTES, "body.custom.data", atMost);
            case PAYLOAD_NOT_SET -> Expect.that(false, "body.custom.json, body.custom.data", "one of them");
        };
    }

    private static boolean isJson(String text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JacksonException _) {
            return false;
        }
    }

    private static Optional<String> typed(String field, Blob blob, String beginning) {
        return BlobCheck.wrong(field, blob)
                .or(() -> Expect.that(
                        blob.getMediaType().startsWith(beginning),
                        field + ".media_type",
                        beginning + " and a subtype"));
    }

    private static Optional<String> picture(String field, int width, int height, String previewHash) {
        boolean isUnknown = width == 0 && height == 0;
        return Expect.that(
                        isUnknown || (isPixels(width) && isPixels(height)),
                        field + ".width, " + field + ".height",
                        "1 to " + Limits.MAX_PIXELS + ", or 0 for both")
                .or(() -> Expect.that(
                        PREVIEW_HASH.matcher(previewHash).matches(),
                        field + ".preview_hash",
                        "at most " + Limits.MAX_PREVIEW_HASH_LENGTH + " visible ASCII characters"));
    }

    private static boolean isPixels(int length) {
        return length >= 1 && length <= Limits.MAX_PIXELS;
    }

    private static Optional<String> duration(String field, int durationMs, int least) {
        return Expect.range(field, durationMs, least, Limits.MAX_DURATION_MS);
    }
}

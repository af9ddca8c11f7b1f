package io.warbler.sdk;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.BundleContent;
import io.warbler.proto.client.v1.ContactContent;
import io.warbler.proto.client.v1.CustomContent;
import io.warbler.proto.client.v1.FileContent;
import io.warbler.proto.client.v1.ImageContent;
import io.warbler.proto.client.v1.LocationContent;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.SpanStyle;
import io.warbler.proto.client.v1.VideoContent;
import io.warbler.proto.client.v1.VoiceContent;
import io.warbler.sdk.content.Content;
import io.warbler.sdk.content.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Contents between the wire and the values of this library. */
final class ContentProtos {

    private ContentProtos() {}

    static Content fromProto(MessageBody body) {
        return switch (body.getContentCase()) {
            case TEXT -> text(body.getText(), body);
            case IMAGE -> image(body.getImage(), body);
            case VIDEO -> video(body.getVideo(), body);
            case FILE ->
                new Content.File(
                        blob(body.getFile().getBlob()), text(body.getFile().getCaption(), body));
            case VOICE -> voice(body.getVoice());
            case LOCATION -> location(body.getLocation());
            case CONTACT -> contact(body.getContact());
            case CUSTOM -> custom(body.getCustom());
            case BUNDLE -> bundle(body.getBundle());
            case POLL -> PollProtos.fromProto(body.getPoll());
            case CONTENT_NOT_SET -> new Content.Unknown();
        };
    }

    private static Content image(ImageContent image, MessageBody body) {
        return new Content.Image(
                blob(image.getBlob()),
                size(image.getWidth(), image.getHeight()),
                image.getPreviewHash(),
                text(image.getCaption(), body));
    }

    private static Content video(VideoContent video, MessageBody body) {
        return new Content.Video(
                blob(video.getBlob()),
                size(video.getWidth(), video.getHeight()),
                Duration.ofMillis(video.getDurationMs()),
                video.getPreviewHash(),
                text(video.getCaption(), body));
    }

    private static Content voice(VoiceContent voice) {
        return new Content.Voice(
                blob(voice.getBlob()), Duration.ofMillis(voice.getDurationMs()), steps(voice.getWaveform()));
    }

    private static Content location(LocationContent location) {
        return new Content.Location(
                location.getLatitude(),
                location.getLongitude(),
                location.getAccuracyM(),
                location.getName(),
                location.getAddress());
    }

    private static Content contact(ContactContent contact) {
        return new Content.Contact(
                contact.getName(), contact.getUser(), contact.getPhonesList(), contact.getEmailsList());
    }

    private static Content custom(CustomContent custom) {
        String data = Base64.getEncoder().encodeToString(custom.getData().toByteArray());
        return new Content.Custom(custom.getType(), custom.getJson(), data, custom.getFallback());
    }

    private static Content bundle(BundleContent bundle) {
        return new Content.Bundle(
                bundle.getTitle(),
                bundle.getMessagesList().stream()
                        .map(it -> new Content.Bundle.Item(
                                it.getSender(), Instant.ofEpochMilli(it.getSentAtMs()), fromProto(it.getBody())))
                        .toList());
    }

    static MessageBody toProto(Content content) {
        var body = MessageBody.newBuilder();
        if (content instanceof Content.Text text) {
            body.setText(text.text());
            addSpans(body, text);
        } else if (content instanceof Content.Image image) {
            var proto = body.getImageBuilder()
                    .setBlob(blob(image.blob()))
                    .setPreviewHash(image.previewHash())
                    .setCaption(image.caption().text());
            image.size().ifPresent(size -> proto.setWidth(size.width()).setHeight(size.height()));
            addSpans(body, image.caption());
        } else if (content instanceof Content.Video video) {
            var proto = body.getVideoBuilder()
                    .setBlob(blob(video.blob()))
                    .setDurationMs(Math.toIntExact(video.duration().toMillis()))
                    .setPreviewHash(video.previewHash())
                    .setCaption(video.caption().text());
            video.size().ifPresent(size -> proto.setWidth(size.width()).setHeight(size.height()));
            addSpans(body, video.caption());
        } else if (content instanceof Content.File file) {
            body.setFile(FileContent.newBuilder()
                    .setBlob(blob(file.blob()))
                    .setCaption(file.caption().text()));
            addSpans(body, file.caption());
        } else {
            addWithoutText(body, content);
        }
        return body.build();
    }

    private static void addWithoutText(MessageBody.Builder body, Content content) {
        if (content instanceof Content.Voice voice) {
            body.setVoice(VoiceContent.newBuilder()
                    .setBlob(blob(voice.blob()))
                    .setDurationMs(Math.toIntExact(voice.duration().toMillis()))
                    .setWaveform(bytes(voice.waveform())));
        } else if (content instanceof Content.Location location) {
            body.setLocation(LocationContent.newBuilder()
                    .setLatitude(location.latitude())
                    .setLongitude(location.longitude())
                    .setAccuracyM(location.accuracyMetres())
                    .setName(location.name())
                    .setAddress(location.address()));
        } else if (content instanceof Content.Contact contact) {
            body.setContact(ContactContent.newBuilder()
                    .setName(contact.name())
                    .setUser(contact.user())
                    .addAllPhones(contact.phones())
                    .addAllEmails(contact.emails()));
        } else if (content instanceof Content.Poll poll) {
            body.setPoll(PollProtos.toProto(poll));
        } else if (content instanceof Content.Custom custom) {
            var proto = body.getCustomBuilder().setType(custom.type()).setFallback(custom.fallback());
            if (custom.json().isEmpty()) {
                proto.setData(ByteString.copyFrom(Base64.getDecoder().decode(custom.data())));
            } else {
                proto.setJson(custom.json());
            }
        } else {
            throw new IllegalArgumentException(
                    "content: " + content.fallback() + " (expected: one that clients make; forward makes bundles)");
        }
    }

    private static Content.Text text(String text, MessageBody body) {
        return new Content.Text(
                text, body.getSpansList().stream().map(ContentProtos::span).toList());
    }

    private static Span span(io.warbler.proto.client.v1.Span span) {
        String target = span.getUrl().isEmpty() ? span.getUser() : span.getUrl();
        return new Span(span.getOffset(), span.getLength(), style(span.getStyle()), target);
    }

    private static Span.Style style(SpanStyle style) {
        return switch (style) {
            case SPAN_STYLE_BOLD -> Span.Style.BOLD;
            case SPAN_STYLE_ITALIC -> Span.Style.ITALIC;
            case SPAN_STYLE_CODE -> Span.Style.CODE;
            case SPAN_STYLE_PRE -> Span.Style.PRE;
            case SPAN_STYLE_LINK -> Span.Style.LINK;
            case SPAN_STYLE_SPOILER -> Span.Style.SPOILER;
            case SPAN_STYLE_STRIKETHROUGH -> Span.Style.STRIKETHROUGH;
            case SPAN_STYLE_MENTION -> Span.Style.MENTION;
            case SPAN_STYLE_MENTION_ALL -> Span.Style.MENTION_ALL;
            case SPAN_STYLE_UNSPECIFIED, UNRECOGNIZED -> Span.Style.UNKNOWN;
        };
    }

    private static void addSpans(MessageBody.Builder body, Content.Text text) {
        for (Span span : text.spans()) {
            var proto = body.addSpansBuilder()
                    .setOffset(span.offset())
                    .setLength(span.length())
                    .setStyle(style(span.style()));
            if (span.style() == Span.Style.LINK) {
                proto.setUrl(span.target());
            } else if (span.style() == Span.Style.MENTION) {
                proto.setUser(span.target());
            }
        }
    }

    private static SpanStyle style(Span.Style style) {
        return style == Span.Style.UNKNOWN
                ? SpanStyle.SPAN_STYLE_UNSPECIFIED
                : SpanStyle.valueOf("SPAN_STYLE_" + style.name());
    }

    private static Content.Blob blob(io.warbler.proto.client.v1.Blob blob) {
        String place = blob.hasUrl() ? blob.getUrl() : blob.getId();
        return new Content.Blob(place, blob.getMediaType(), blob.getSizeBytes(), blob.getFileName());
    }

    private static io.warbler.proto.client.v1.Blob.Builder blob(Content.Blob blob) {
        var proto = io.warbler.proto.client.v1.Blob.newBuilder()
                .setMediaType(blob.mediaType())
                .setSizeBytes(blob.sizeBytes())
                .setFileName(blob.fileName());
        return blob.isUrl() ? proto.setUrl(blob.place()) : proto.setId(blob.place());
    }

    private static Optional<Content.Size> size(int width, int height) {
        return width == 0 ? Optional.empty() : Optional.of(new Content.Size(width, height));
    }

    private static List<Integer> steps(ByteString waveform) {
        List<Integer> steps = new ArrayList<>();
        waveform.forEach(step -> steps.add(Byte.toUnsignedInt(step)));
        return steps;
    }

    private static ByteString bytes(List<Integer> steps) {
        byte[] bytes = new byte[steps.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = steps.get(i).byteValue();
        }
        return ByteString.copyFrom(bytes);
    }
}

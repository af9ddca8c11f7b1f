package io.warbler.sdk.content;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a message says. Everything in it was written by others: clean it before it reaches a terminal or a page, and ask
 * before you fetch what it points to.
 */
public sealed interface Content {

    /** One text that stands for the content where it cannot be shown; never empty. */
    String fallback();

    /**
     * Text.
     *
     * @param text 1 character at least
     * @param spans its styles, links and mentions, rising by offset
     */
    record Text(String text, List<Span> spans) implements Content {

        public Text {
            spans = List.copyOf(spans);
        }

        /** Text without styles. */
        public static Text plain(String text) {
            return new Text(text, List.of());
        }

        @Override
        public String fallback() {
            return text;
        }
    }

    /**
     * A picture.
     *
     * @param blob where it is
     * @param size in pixels; empty when unknown
     * @param previewHash BlurHash, or base64 of a ThumbHash; may be empty
     * @param caption its text, which may be empty, and what styles it
     */
    record Image(Blob blob, Optional<Size> size, String previewHash, Text caption) implements Content {

        @Override
        public String fallback() {
            return named("image", caption.text());
        }
    }

    /**
     * A video.
     *
     * @param blob where it is
     * @param size in pixels; empty when unknown
     * @param duration zero when unknown
     * @param previewHash as of an image, of the first frame
     * @param caption its text, which may be empty, and what styles it
     */
    record Video(Blob blob, Optional<Size> size, Duration duration, String previewHash, Text caption)
            implements Content {

        @Override
        public String fallback() {
            return named("video", caption.text());
        }
    }

    /**
     * Any other file.
     *
     * @param blob where it is; has a file name
     * @param caption its text, which may be empty, and what styles it
     */
    record File(Blob blob, Text caption) implements Content {

        @Override
        public String fallback() {
            return named("file", caption.text().isEmpty() ? blob.fileName() : caption.text());
        }
    }

    /**
     * Somebody speaks.
     *
     * @param blob where it is
     * @param duration how long
     * @param waveform loudness over time, 0 to 255, at most 256 steps
     */
    record Voice(Blob blob, Duration duration, List<Integer> waveform) implements Content {

        public Voice {
            waveform = List.copyOf(waveform);
        }

        @Override
        public String fallback() {
            return named("voice message", duration.toSeconds() + " s");
        }
    }

    /**
     * A place on earth.
     *
     * @param latitude degrees, north is positive
     * @param longitude degrees, east is positive
     * @param accuracyMetres radius within which it is certain; 0 when unknown
     * @param name what is there; may be empty
     * @param address may be empty
     */
    record Location(double latitude, double longitude, int accuracyMetres, String name, String address)
            implements Content {

        @Override
        public String fallback() {
            String place = name.isEmpty() ? address : name;
            return named("location", place.isEmpty() ? latitude + ", " + longitude : place);
        }
    }

    /**
     * How to reach somebody.
     *
     * @param name of the person
     * @param user a user of this server; may be empty
     * @param phones at most 10
     * @param emails at most 10
     */
    record Contact(String name, String user, List<String> phones, List<String> emails) implements Content {

        public Contact {
            phones = List.copyOf(phones);
            emails = List.copyOf(emails);
        }

        @Override
        public String fallback() {
            return named("contact", name);
        }
    }

    /**
     * What only some clients understand.
     *
     * @param type who defined it and what it is: {@code com.example.order}
     * @param json the payload; empty when it is {@code data}
     * @param data base64 of the payload; empty when it is {@code json}
     * @param fallback what other clients show
     */
    record Custom(String type, String json, String data, String fallback) implements Content {}

    /**
     * Forwarded messages as one; made by the server.
     *
     * @param title as the sender called it; may be empty
     * @param messages in their order
     */
    record Bundle(String title, List<Item> messages) implements Content {

        public Bundle {
            messages = List.copyOf(messages);
        }

        /** One of them, as it was when it was forwarded. */
        public record Item(String sender, Instant sentAt, Content content) {}

        @Override
        public String fallback() {
            return named(messages.size() + " forwarded messages", title);
        }
    }

    /**
     * A question with answers to choose from; what members chose stands in the message's changes.
     *
     * @param question 1 to 255 characters
     * @param options 2 to 20, each 1 to 100 characters, no two alike
     * @param multiple a member may choose several
     * @param anonymous nobody is told who voted
     * @param closesAt from then on nobody votes; empty: until it is closed
     */
    record Poll(String question, List<String> options, boolean multiple, boolean anonymous, Optional<Instant> closesAt)
            implements Content {

        public Poll {
            options = List.copyOf(options);
        }

        /** One choice, told to all, until it is closed. */
        public static Poll of(String question, String... options) {
            return new Poll(question, List.of(options), false, false, Optional.empty());
        }

        @Override
        public String fallback() {
            var text = new StringBuilder(named("poll", question));
            for (int i = 0; i < options.size(); i++) {
                text.append(i == 0 ? " (" : ", ").append(i + 1).append(' ').append(options.get(i));
            }
            return text.append(')').toString();
        }
    }

    /** Nothing, or something that this version does not know. */
    record Unknown() implements Content {

        @Override
        public String fallback() {
            return "[message]";
        }
    }

    /** Width and height in pixels. */
    record Size(int width, int height) {}

    /**
     * Where bytes are and what they are.
     *
     * @param place an id of an attachment store, or an address that begins with {@code https://}
     * @param mediaType {@code type/subtype}
     * @param sizeBytes 1 or more
     * @param fileName may be empty
     */
    record Blob(String place, String mediaType, long sizeBytes, String fileName) {

        /** Whether the place is an address. */
        public boolean isUrl() {
            return place.startsWith("https://");
        }
    }

    private static String named(String kind, String text) {
        return text.isEmpty() ? "[" + kind + "]" : "[" + kind + "] " + text;
    }
}

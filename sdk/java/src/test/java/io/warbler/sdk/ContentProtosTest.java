package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.proto.client.v1.MessageBody;
import io.warbler.sdk.content.Content;
import io.warbler.sdk.content.Content.Blob;
import io.warbler.sdk.content.Content.Size;
import io.warbler.sdk.content.Content.Text;
import io.warbler.sdk.content.MessageLink;
import io.warbler.sdk.content.Span;
import io.warbler.sdk.content.TextBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentProtosTest {

    private static final Blob BLOB = new Blob("https://a.example/b", "image/png", 9, "b.png");

    static List<Content> contents() {
        Text caption =
                new TextBuilder().plain("see ").styled(Span.Style.BOLD, "this").build();
        return List.of(
                new TextBuilder()
                        .plain("😀 ")
                        .link("there", "https://a.example")
                        .plain(" ")
                        .mention("@bob", "u" + "b".repeat(32))
                        .mentionAll("@all")
                        .build(),
                new Content.Image(BLOB, Optional.of(new Size(3, 4)), "hash", caption),
                new Content.Video(BLOB, Optional.empty(), Duration.ofSeconds(5), "", Text.plain("")),
                new Content.File(new Blob("a1", "application/pdf", 9, "a.pdf"), caption),
                new Content.Voice(BLOB, Duration.ofMillis(7), List.of(0, 128, 255)),
                new Content.Location(48.5, -2.25, 10, "here", "Main street"),
                new Content.Contact("Bob", "u" + "b".repeat(32), List.of("+49"), List.of("b@a.example")),
                new Content.Custom("com.example.order", "{}", "", "An order"),
                new Content.Custom("com.example.order", "", "AAEC", "An order"));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void contentsComeBackAsTheyWere(Content content) {
        assertThat(ContentProtos.fromProto(ContentProtos.toProto(content))).isEqualTo(content);
    }

    @Test
    void everyContentHasATextThatStandsForIt() {
        assertThat(contents()).extracting(Content::fallback).doesNotContain("");
        assertThat(ContentProtos.fromProto(MessageBody.getDefaultInstance()).fallback())
                .isEqualTo("[message]");
        assertThat(new Content.File(new Blob("a", "a/b", 1, "a.pdf"), Text.plain("")).fallback())
                .isEqualTo("[file] a.pdf");
    }

    @Test
    void spansOfABuiltTextCountCharacters() {
        Text text = new TextBuilder().plain("😀").styled(Span.Style.CODE, "x").build();

        assertThat(text.spans()).containsExactly(new Span(2, 1, Span.Style.CODE, ""));
    }

    @Test
    void linksAreReadAsTheyAreWritten() {
        var link = new MessageLink("d" + "0".repeat(32), 12);

        var inChannel = new MessageLink("c" + "0".repeat(32), 12);

        assertThat(MessageLink.parse(link.toString())).contains(link);
        assertThat(MessageLink.parse(inChannel.toString())).contains(inChannel);
        assertThat(MessageLink.parse("warbler:d0/1")).isEmpty();
        assertThat(MessageLink.parse(link + "x")).isEmpty();
        assertThat(MessageLink.parse("warbler:d" + "0".repeat(32) + "/0")).isEmpty();
    }
}

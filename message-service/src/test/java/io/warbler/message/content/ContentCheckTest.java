package io.warbler.message.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.SpanStyle;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCheckTest {

    private static final String USER = "u" + "a".repeat(32);
    private static final String BLOB = "'id':'a1','mediaType':'TYPE','sizeBytes':'9'";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'text':'hi'}",
                "{'text':'a😀b','spans':[{'offset':1,'length':2,'style':'SPAN_STYLE_BOLD'}]}",
                "{'text':'see','spans':[{'length':3,'style':'SPAN_STYLE_LINK','url':'https://a.example/b?c'}]}",
                "{'image':{'blob':{'url':'https://a.example/b','mediaType':'image/png','sizeBytes':'1'}}}",
                "{'image':{'blob':{IMAGE},'width':9,'height':9,'previewHash':'LEHV6nWB2yk8','caption':'c'}}",
                "{'video':{'blob':{VIDEO},'width':65535,'height':1,'durationMs':86400000,'caption':'c'}}",
                "{'file':{'blob':{FILE,'fileName':'a.pdf'},'caption':'c'}}",
                "{'voice':{'blob':{AUDIO},'durationMs':1,'waveform':'AAEC'}}",
                "{'location':{'latitude':-90,'longitude':180,'accuracyM':5,'name':'n','address':'a'}}",
                "{'location':{}}",
                "{'poll':{'question':'q','options':['a','b'],'multiple':true,'anonymous':true,'closesAtMs':'5'}}",
                "{'contact':{'name':'Bob','phones':['+1'],'emails':['a@b.example']}}",
                "{'custom':{'type':'com.example.order','json':'{\\\"a\\\":1}','fallback':'An order'}}",
                "{'custom':{'type':'a.b','data':'AAEC','fallback':'f'}}"
            })
    void contentsOfAllKindsAreTaken(String json) {
        assertThat(ContentCheck.wrong(body(json), false)).isEmpty();
        assertThat(ContentCheck.isEmpty(body(json))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "body.image.blob.id, body.image.blob.url | {'image':{}}",
                "body.poll.question (                    | {'poll':{'options':['a','b']}}",
                "body.poll.options: 1 (                  | {'poll':{'question':'q','options':['a']}}",
                "body.poll.options (                     | {'poll':{'question':'q','options':['a',' ']}}",
                "body.poll.options (                     | {'poll':{'question':'q','options':['a','b','a']}}",
                "body.poll.closes_at_ms (                | {'poll':{'question':'q','options':['a','b'],'closesAtMs':'253402300800000'}}",
                "body.image.blob.id (                    | {'image':{'blob':{'id':'a/b','mediaType':'image/a','sizeBytes':'1'}}}",
                "body.image.blob.url (                   | {'image':{'blob':{'url':'http://a.b/c','mediaType':'image/a','sizeBytes':'1'}}}",
                "body.image.blob.url (                   | {'image':{'blob':{'url':'https://me:pw@a.b/','mediaType':'image/a','sizeBytes':'1'}}}",
                "body.image.blob.url (                   | {'image':{'blob':{'url':'javascript:alert(1)','mediaType':'image/a','sizeBytes':'1'}}}",
                "body.image.blob.media_type (            | {'image':{'blob':{'id':'a','mediaType':'image','sizeBytes':'1'}}}",
                "body.image.blob.media_type (            | {'image':{'blob':{VIDEO}}}",
                "body.image.blob.size_bytes (            | {'image':{'blob':{'id':'a','mediaType':'image/a'}}}",
                "body.image.blob.file_name (             | {'image':{'blob':{IMAGE,'fileName':'../a'}}}",
                "body.image.blob.file_name (             | {'image':{'blob':{IMAGE,'fileName':'LONG256'}}}",
                "body.image.width                        | {'image':{'blob':{IMAGE},'width':9}}",
                "body.image.width                        | {'image':{'blob':{IMAGE},'width':65536,'height':1}}",
                "body.image.preview_hash (               | {'image':{'blob':{IMAGE},'previewHash':'a b'}}",
                "body.image.caption (                    | {'image':{'blob':{IMAGE},'caption':'LONG4097'}}",
                "body.video.blob.media_type (            | {'video':{'blob':{IMAGE}}}",
                "body.video.duration_ms:                 | {'video':{'blob':{VIDEO},'durationMs':86400001}}",
                "body.video.preview_hash (               | {'video':{'blob':{VIDEO},'previewHash':'ä'}}",
                "body.file.blob.file_name (              | {'file':{'blob':{FILE}}}",
                "body.file.caption (                     | {'file':{'blob':{FILE,'fileName':'a'},'caption':'LONG4097'}}",
                "body.voice.blob.media_type (            | {'voice':{'blob':{IMAGE},'durationMs':1}}",
                "body.voice.duration_ms:                 | {'voice':{'blob':{AUDIO}}}",
                "body.location.latitude (                | {'location':{'latitude':90.1}}",
                "body.location.latitude (                | {'location':{'latitude':'NaN'}}",
                "body.location.longitude (               | {'location':{'longitude':-181}}",
                "body.location.accuracy_m:               | {'location':{'accuracyM':100001}}",
                "body.location.name (                    | {'location':{'name':'LONG256'}}",
                "body.location.address (                 | {'location':{'address':'LONG256'}}",
                "body.contact.name (                     | {'contact':{'user':'USER'}}",
                "body.contact.user (                     | {'contact':{'name':'a','user':'bob'}}",
                "body.contact.phones (                   | {'contact':{'name':'a','phones':['']}}",
                "body.contact.phones (                   | {'contact':{'name':'a','phones':['1','2','3','4','5','6','7','8','9','0','1']}}",
                "body.contact.emails (                   | {'contact':{'name':'a','emails':['LONG256']}}",
                "body.custom.type (                      | {'custom':{'type':'order','json':'1','fallback':'f'}}",
                "body.custom.type (                      | {'custom':{'type':'Com.Example','json':'1','fallback':'f'}}",
                "body.custom.json, body.custom.data (    | {'custom':{'type':'a.b','fallback':'f'}}",
                "body.custom.json (                      | {'custom':{'type':'a.b','json':'{','fallback':'f'}}",
                "body.custom.json (                      | {'custom':{'type':'a.b','json':'1 2','fallback':'f'}}",
                "body.custom.json (                      | {'custom':{'type':'a.b','json':'','fallback':'f'}}",
                "body.custom.fallback (                  | {'custom':{'type':'a.b','json':'1'}}",
                "body.custom.fallback (                  | {'custom':{'type':'a.b','json':'1','fallback':'LONG1001'}}",
                "body.bundle (                           | {'bundle':{}}",
                "body.spans[0] (                         | {'text':'ab','spans':[{'offset':1,'length':2,'style':'SPAN_STYLE_BOLD'}]}",
                "body.spans[0] (                         | {'text':'ab','spans':[{'offset':1,'style':'SPAN_STYLE_BOLD'}]}",
                "body.spans[0] (                         | {'text':'ab','spans':[{'offset':4294967295,'length':2,'style':'SPAN_STYLE_BOLD'}]}",
                "body.spans[0] (                         | {'text':'😀','spans':[{'offset':1,'length':1,'style':'SPAN_STYLE_BOLD'}]}",
                "body.spans[0] (                         | {'location':{},'spans':[{'length':1,'style':'SPAN_STYLE_BOLD'}]}",
                "body.spans[1].offset (                  | {'text':'ab','spans':[{'offset':1,'length':1,'style':'SPAN_STYLE_BOLD'},{'length':1,'style':'SPAN_STYLE_BOLD'}]}",
                "body.spans[0].style (                   | {'text':'ab','spans':[{'length':1}]}",
                "body.spans[0].style (                   | {'text':'ab','spans':[{'length':1,'style':'SPAN_STYLE_MENTION_ALL'}]}",
                "body.spans[0].url (                     | {'text':'ab','spans':[{'length':1,'style':'SPAN_STYLE_LINK','url':'javascript:a'}]}",
                "body.spans[0].url (                     | {'text':'ab','spans':[{'length':1,'style':'SPAN_STYLE_BOLD','url':'https://a.example'}]}",
                "body.spans[0].user (                    | {'text':'ab','spans':[{'length':1,'style':'SPAN_STYLE_MENTION'}]}",
                "body.spans[0].user (                    | {'text':'ab','spans':[{'length':1,'style':'SPAN_STYLE_BOLD','user':'USER'}]}"
            })
    void wrongFieldIsNamed(String field, String json) {
        assertThat(ContentCheck.wrong(body(json), false))
                .hasValueSatisfying(
                        detail -> assertThat(detail).startsWith(field).contains("(expected: "));
    }

    @Test
    void allCanBeMentionedInGroupsOnly() {
        MessageBody body = body("{'text':'ab','spans':[{'length':1,'style':'SPAN_STYLE_MENTION_ALL'}]}");

        assertThat(ContentCheck.wrong(body, true)).isEmpty();
        assertThat(Contents.mentionsAll(body)).isTrue();
    }

    @Test
    void boundsOfCountsAndBytesAreKept() {
        assertThat(ContentCheck.wrong(bold(100), false)).isEmpty();
        assertThat(ContentCheck.wrong(bold(101), false))
                .hasValueSatisfying(it -> assertThat(it).startsWith("body.spans ("));
        assertThat(ContentCheck.wrong(mentioning(50), false)).isEmpty();
        assertThat(ContentCheck.wrong(mentioning(51), false))
                .hasValueSatisfying(it -> assertThat(it).startsWith("body.spans (expected: mentions of at most 50"));
        assertThat(ContentCheck.wrong(custom(32_768), false)).isEmpty();
        assertThat(ContentCheck.wrong(custom(32_769), false))
                .hasValueSatisfying(it -> assertThat(it).startsWith("body.custom.data ("));
        assertThat(ContentCheck.wrong(voice(256), false)).isEmpty();
        assertThat(ContentCheck.wrong(voice(257), false))
                .hasValueSatisfying(it -> assertThat(it).startsWith("body.voice.waveform ("));
    }

    @Test
    void nothingIsEmpty() {
        assertThat(ContentCheck.isEmpty(MessageBody.getDefaultInstance())).isTrue();
        assertThat(ContentCheck.isEmpty(body("{'text':''}"))).isTrue();
    }

    @Test
    void previewHidesSpoilersAndIsCutBetweenCharacters() {
        var spoiled = body("{'text':'it was Bob','spans':[{'offset':7,'length':3,'style':'SPAN_STYLE_SPOILER'}]}");
        var long_ = MessageBody.newBuilder().setText("😀".repeat(150)).build();

        assertThat(Contents.preview(spoiled)).isEqualTo("it was ▒▒▒");
        assertThat(Contents.preview(long_)).isEqualTo("😀".repeat(100));
        assertThat(Contents.preview(body("{'file':{'blob':{FILE,'fileName':'a.pdf'}}}")))
                .isEqualTo("a.pdf");
        assertThat(Contents.preview(body("{'voice':{'blob':{AUDIO},'durationMs':1}}")))
                .isEmpty();
    }

    private static MessageBody bold(int count) {
        var body = MessageBody.newBuilder().setText("x".repeat(200));
        IntStream.range(0, count)
                .forEach(i -> body.addSpansBuilder().setOffset(i).setLength(1).setStyle(SpanStyle.SPAN_STYLE_BOLD));
        return body.build();
    }

    private static MessageBody mentioning(int count) {
        var body = MessageBody.newBuilder().setText("x".repeat(200));
        IntStream.range(0, count)
                .forEach(i -> body.addSpansBuilder()
                        .setOffset(i)
                        .setLength(1)
                        .setUser("u%032x".formatted(i))
                        .setStyle(SpanStyle.SPAN_STYLE_MENTION));
        return body.build();
    }

    private static MessageBody custom(int bytes) {
        var body = MessageBody.newBuilder();
        body.getCustomBuilder()
                .setType("a.b")
                .setData(ByteString.copyFrom(new byte[bytes]))
                .setFallback("f");
        return body.build();
    }

    private static MessageBody voice(int bytes) {
        var body = MessageBody.newBuilder();
        body.getVoiceBuilder().setDurationMs(1).setWaveform(ByteString.copyFrom(new byte[bytes]));
        body.getVoiceBuilder()
                .getBlobBuilder()
                .setId("a")
                .setMediaType("audio/ogg")
                .setSizeBytes(1);
        return body.build();
    }

    private static MessageBody body(String json) {
        String full = json.replace('\'', '"')
                .replace("USER", USER)
                .replace("LONG256", "x".repeat(256))
                .replace("LONG4097", "x".repeat(4_097))
                .replace("LONG1001", "x".repeat(1_001))
                .replace("IMAGE", blob("image/png"))
                .replace("VIDEO", blob("video/mp4"))
                .replace("AUDIO", blob("audio/ogg"))
                .replace("{FILE", "{" + blob("application/pdf"));
        var body = MessageBody.newBuilder();
        try {
            JsonFormat.parser().merge(full, body);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(full + " (expected: a body)", e);
        }
        return body.build();
    }

    private static String blob(String type) {
        return BLOB.replace('\'', '"').replace("TYPE", type);
    }
}

package io.warbler.test.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Frames;
import io.warbler.proto.client.v1.ServerFrame;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// docs/protocol.md says what the contract says.
class ProtocolPageTest {

    private static final Pattern CODE = Pattern.compile("\"([A-Z]{2,}(?:_[A-Z]+)+)\"");
    private static final Markdown PAGE = Markdown.read("docs/protocol.md");

    @ParameterizedTest
    @MethodSource("clientExamples")
    void clientExampleParses(String example) {
        assertThatCode(() -> clientFrame(example)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("serverExamples")
    void serverExampleIsWhatTheGatewayPrints(String example) throws InvalidProtocolBufferException {
        assertThat(JsonFormat.printer().omittingInsignificantWhitespace().print(serverFrame(example)))
                .isEqualTo(example.strip());
    }

    @Test
    void exampleWithAnUnknownFieldWouldBeRefused() {
        assertThatThrownBy(() -> clientFrame("{\"requestId\":1,\"login\":{\"tickets\":\"x\"}}"))
                .isInstanceOf(InvalidProtocolBufferException.class);
    }

    @Test
    void everyClientFrameHasAnExample() {
        assertThat(clientExamples()
                        .map(example -> unchecked(() -> clientFrame(example))
                                .getFrameCase()
                                .getNumber()))
                .containsAll(numbersOfCases(
                        ClientFrame.getDescriptor().getOneofs().getFirst().getFields()));
    }

    @Test
    void everyServerFrameHasAnExample() {
        assertThat(serverExamples()
                        .map(example -> unchecked(() -> serverFrame(example))
                                .getFrameCase()
                                .getNumber()))
                .containsAll(numbersOfCases(
                        ServerFrame.getDescriptor().getOneofs().getFirst().getFields()));
    }

    @Test
    void everyErrorCodeHasItsRow() {
        assertThat(rows(ErrorCode.getDescriptor().getValues()))
                .allSatisfy(row -> assertThat(PAGE.text()).contains(row));
    }

    @Test
    void everyCloseCodeHasItsRow() {
        assertThat(rows(CloseCode.getDescriptor().getValues()))
                .allSatisfy(row -> assertThat(PAGE.text()).contains(row));
    }

    @Test
    void everyFieldOfEveryFrameIsNamed() {
        assertThat(Frames.getDescriptor().getMessageTypes().stream()
                        .flatMap(type -> type.getFields().stream())
                        .map(FieldDescriptor::getJsonName)
                        .distinct()
                        .filter(field -> !PAGE.text().contains("`" + field)
                                && !PAGE.text().contains("\"" + field + "\"")))
                .isEmpty();
    }

    @Test
    void everyLimitIsListed() {
        assertThat(Stream.of(
                                Limits.MAX_BODY_BYTES,
                                Limits.MAX_FRAME_BYTES,
                                Limits.MAX_LOGIN_FRAME_BYTES,
                                Limits.KEPT_VERDICTS,
                                Limits.OUTBOX_BYTES,
                                Limits.MAX_CLIENT_MESSAGE_ID_LENGTH,
                                Limits.MAX_PENDING_REQUESTS,
                                Limits.MAX_PAGE_SIZE,
                                Limits.MAX_PRESENCE_USERS,
                                Limits.MAX_WATCHED_USERS,
                                Limits.MAX_SYNC_CURSORS,
                                Limits.MAX_DEVICE_NAME_LENGTH,
                                Limits.MAX_DISPLAY_NAME_LENGTH,
                                Limits.MAX_STATUS_TEXT_LENGTH,
                                Limits.MAX_AVATAR_LENGTH,
                                Limits.MAX_FRIEND_REQUEST_MESSAGE_LENGTH)
                        .map(limit -> String.format(Locale.ROOT, "%,d", limit)))
                .allSatisfy(limit -> assertThat(PAGE.text()).containsPattern("\\| " + limit + "\\b"));
    }

    @Test
    void workedExampleOfADirectIdIsRight() {
        var pair = DirectPair.of(
                new UserId("u0199f1a02c4d7e5f90a1b2c3d4e5f607"), new UserId("u0199f1a02b3c7d4e8f5061728394a5b6"));

        assertThat(PAGE.text()).contains("id     = " + ConversationId.direct(pair));
    }

    @Test
    void everyCodeThatServicesThrowIsListed() throws IOException {
        assertThat(Sources.textsOfServices()
                        .filter(source -> source.contains("ApiException(") || source.contains("Problem.of("))
                        .flatMap(source -> CODE.matcher(source).results())
                        .map((MatchResult code) -> code.group(1))
                        .distinct())
                .isNotEmpty()
                .allSatisfy(code -> assertThat(PAGE.text()).contains("`" + code + "`"));
    }

    static Stream<String> clientExamples() {
        return PAGE.documents("json client-frame");
    }

    static Stream<String> serverExamples() {
        return PAGE.documents("json server-frame");
    }

    private static ClientFrame clientFrame(String json) throws InvalidProtocolBufferException {
        return (ClientFrame) parse(json, ClientFrame.newBuilder());
    }

    private static ServerFrame serverFrame(String json) throws InvalidProtocolBufferException {
        return (ServerFrame) parse(json, ServerFrame.newBuilder());
    }

    private static Message parse(String json, Message.Builder builder) throws InvalidProtocolBufferException {
        JsonFormat.parser().merge(json, builder);
        return builder.build();
    }

    private static List<Integer> numbersOfCases(List<FieldDescriptor> cases) {
        return cases.stream().map(FieldDescriptor::getNumber).toList();
    }

    private static Stream<String> rows(List<EnumValueDescriptor> values) {
        return values.stream()
                .filter(value -> value.getNumber() != 0)
                .map(value -> "| " + value.getNumber() + " | `" + value.getName() + "` |");
    }

    private static <T> T unchecked(Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("example that does not parse", e);
        }
    }

    @FunctionalInterface
    private interface Parsing<T> {
        T parse() throws InvalidProtocolBufferException;
    }
}

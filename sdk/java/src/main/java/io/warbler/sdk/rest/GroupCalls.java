package io.warbler.sdk.rest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.warbler.sdk.group.GroupChanged;
import io.warbler.sdk.group.GroupProtos;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Calls about conversations, whose answers are the protocol's JSON. */
final class GroupCalls {

    static final String CONVERSATIONS = "/v1/conversations";

    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private final SessionCalls calls;

    GroupCalls(SessionCalls calls) {
        this.calls = calls;
    }

    /** A change under a key of its own. */
    GroupChanged changeOnce(Call call) {
        return change(keyed(call));
    }

    /** A change that has its key. */
    GroupChanged change(Call keyed) {
        return GroupProtos.fromProto(askOnce(keyed, io.warbler.proto.client.v1.GroupChanged.newBuilder())
                .build());
    }

    /** Asks, and again with the same key until there is a verdict. */
    <B extends Message.Builder> B askOnce(Call keyed, B answer) {
        return Repeats.untilVerdict(() -> answer(keyed, answer));
    }

    static Call keyed(Call call) {
        return call.withKey(UUID.randomUUID().toString());
    }

    <B extends Message.Builder> B answer(Call call, B answer) {
        String json = calls.answer(call, ObjectNode.class).toString();
        try {
            PARSER.merge(json, answer);
            return answer;
        } catch (InvalidProtocolBufferException e) {
            throw new WarblerApiException("ANSWER_MALFORMED", call + ": " + e.getMessage(), 0, null);
        }
    }

    static String path(String conversation) {
        return CONVERSATIONS + "/" + encoded(conversation);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

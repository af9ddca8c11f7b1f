package io.warbler.grpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.warbler.proto.client.v1.Error;

/// Answers in a word.
final class Outcomes {

    private Outcomes() {}

    /// The code of the error, the name of what was answered instead, or `answered` when there is but one answer.
    static String word(Message answer) {
        var oneofs = answer.getDescriptorForType().getOneofs();
        if (oneofs.isEmpty()) {
            return "answered";
        }
        FieldDescriptor set = answer.getOneofFieldDescriptor(oneofs.getFirst());
        Object value = answer.getField(set);
        return value instanceof Error error ? error.getCode().name() : set.getJsonName();
    }
}

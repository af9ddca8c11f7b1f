package io.warbler.gateway.frame;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Looks for fields that this version does not know, anywhere in a message.
///
/// Every frame of every client passes here. Only fields that hold messages are looked at, and which ones these are is
/// kept per type: `getAllFields` would build a sorted map of all of them each time, which took longer than parsing.
final class UnknownFields {

    private static final Map<Descriptor, List<FieldDescriptor>> NESTED = new ConcurrentHashMap<>();

    private UnknownFields() {}

    static boolean areIn(Message message) {
        if (!message.getUnknownFields().isEmpty()) {
            return true;
        }
        for (FieldDescriptor field : NESTED.computeIfAbsent(message.getDescriptorForType(), UnknownFields::nested)) {
            if (isHeldBy(message, field)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHeldBy(Message message, FieldDescriptor field) {
        if (!field.isRepeated()) {
            return message.hasField(field) && areIn((Message) message.getField(field));
        }
        for (int index = 0; index < message.getRepeatedFieldCount(field); index++) {
            if (areIn((Message) message.getRepeatedField(field, index))) {
                return true;
            }
        }
        return false;
    }

    private static List<FieldDescriptor> nested(Descriptor type) {
        return type.getFields().stream()
                .filter(field -> field.getJavaType() == JavaType.MESSAGE)
                .toList();
    }
}

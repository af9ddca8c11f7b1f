package io.warbler.gateway.frame;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.ServerFrame.FrameCase;
import java.io.IOException;

/// Tells the kind of a serialised frame without parsing it: without request id the first field is the only one.
public final class FrameKind {

    private FrameKind() {}

    public static FrameCase of(ByteString serialised) {
        try {
            CodedInputStream in = serialised.newCodedInput();
            int field = WireFormat.getTagFieldNumber(in.readTag());
            FrameCase kind = field == ServerFrame.REQUEST_ID_FIELD_NUMBER ? null : FrameCase.forNumber(field);
            return kind == null ? FrameCase.FRAME_NOT_SET : kind;
        } catch (IOException _) {
            return FrameCase.FRAME_NOT_SET;
        }
    }
}

package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.proto.log.v1.References;
import java.nio.ByteBuffer;

/// What a stored message refers to.
public final class StoredReferences {

    private StoredReferences() {}

    /// From the column `refs`, which is empty for most.
    public static References of(Row row) {
        ByteBuffer stored = row.getByteBuffer("refs");
        try {
            return stored == null ? References.getDefaultInstance() : References.parseFrom(stored);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("refs (expected: written by this service)", e);
        }
    }
}

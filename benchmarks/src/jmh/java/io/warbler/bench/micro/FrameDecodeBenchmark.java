package io.warbler.bench.micro;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.warbler.gateway.frame.FrameReader;
import io.warbler.gateway.frame.Reading;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.SendMessage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The gateway's first step with a frame, and how much of it is Protobuf's own parsing.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameDecodeBenchmark {

    private final ByteBuf frame = Unpooled.directBuffer()
            .writeBytes(ClientFrame.newBuilder()
                    .setRequestId(4_711)
                    .setSend(SendMessage.newBuilder()
                            .setUser("u0199f1a02b3c7d4e8f5061728394a5b6")
                            .setOutbox(ByteString.copyFrom(new byte[16]))
                            .setNumber(42)
                            .setClientMessageId("0199f1a0-4d5e-7f60-8a91-b2c3d4e5f607")
                            .setBody(MessageBody.newBuilder().setText("x".repeat(128))))
                    .build()
                    .toByteArray());

    /// Parsing and the search for unknown fields.
    @Benchmark
    public Reading read() {
        return FrameReader.read(Subprotocol.PROTO, false, frame);
    }

    /// Parsing alone.
    @Benchmark
    public ClientFrame parse() throws InvalidProtocolBufferException {
        return ClientFrame.parseFrom(frame.nioBuffer());
    }
}

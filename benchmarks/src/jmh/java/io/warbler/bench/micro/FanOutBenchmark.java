package io.warbler.bench.micro;

import com.google.protobuf.ByteString;
import io.netty.buffer.PooledByteBufAllocator;
import io.warbler.gateway.frame.FrameWriter;
import io.warbler.gateway.frame.SharedFrame;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A frame for many recipients: encoded once and shared, against encoded for each.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FanOutBenchmark {

    @Param({"1", "10", "200"})
    private int recipients;

    private final PooledByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    private final ByteString serialised = ServerFrame.newBuilder()
            .setMessage(Message.newBuilder()
                    .setConversation("g7e2f1c7166ced8b8c9792fa67043026d")
                    .setSeq(123_456)
                    .setOrdinal(123_000)
                    .setSender("u0199f1a02b3c7d4e8f5061728394a5b6")
                    .setClientMessageId("0199f1a0-4d5e-7f60-8a91-b2c3d4e5f607")
                    .setSentAtMs(1_795_328_401_234L)
                    .setBody(MessageBody.newBuilder().setText("x".repeat(128))))
            .build()
            .toByteString();

    @Benchmark
    public int encodeOnce() {
        var bytes = 0;
        try (var frame = new SharedFrame(allocator, serialised)) {
            for (int recipient = 0; recipient < recipients; recipient++) {
                var copy = frame.retained(Subprotocol.PROTO);
                bytes += copy.readableBytes();
                copy.release();
            }
        }
        return bytes;
    }

    @Benchmark
    public int encodeEach() {
        var bytes = 0;
        for (int recipient = 0; recipient < recipients; recipient++) {
            var copy = FrameWriter.write(allocator, Subprotocol.PROTO, serialised, 0);
            bytes += copy.readableBytes();
            copy.release();
        }
        return bytes;
    }
}

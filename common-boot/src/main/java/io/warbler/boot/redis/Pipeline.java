package io.warbler.boot.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.MapOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Commands that leave together, in one write to the socket: one by one each costs a call into the kernel on both
/// sides.
///
/// The results complete after [#send], in the order of the calls. As with all commands of Lettuce, what was written
/// when
/// the connection broke may be written again to the next process: callers bound the wait and compare processes.
public final class Pipeline {

    private final StatefulRedisConnection<String, byte[]> connection;
    private final RedisCodec<String, byte[]> codec;
    private final List<AsyncCommand<String, byte[], ?>> commands = new ArrayList<>();

    Pipeline(StatefulRedisConnection<String, byte[]> connection) {
        this.connection = connection;
        this.codec = connection.getCodec();
    }

    /// Commands on the same connection that leave at once.
    public RedisAsyncCommands<String, byte[]> commands() {
        return connection.async();
    }

    /// The value of a key; null if there is none.
    public CompletableFuture<byte[]> get(String key) {
        return add(CommandType.GET, new ValueOutput<>(codec), arguments().addKey(key));
    }

    /// The value of a field of a hash; null if there is none.
    public CompletableFuture<byte[]> hget(String key, String field) {
        return add(
                CommandType.HGET,
                new ValueOutput<>(codec),
                arguments().addKey(key).add(field));
    }

    /// The fields of a hash; empty if there is none.
    public CompletableFuture<Map<String, byte[]>> hgetall(String key) {
        return add(CommandType.HGETALL, new MapOutput<>(codec), arguments().addKey(key));
    }

    /// The milliseconds that a key has to live; negative if there is none, or without an end.
    public CompletableFuture<Long> pttl(String key) {
        return add(CommandType.PTTL, new IntegerOutput<>(codec), arguments().addKey(key));
    }

    /// What a script that Redis knows returns as a number.
    ///
    /// @param digest the script's SHA-1 in hexadecimal; fails with `NOSCRIPT` where Redis does not know it
    public CompletableFuture<Long> evalsha(String digest, String[] keys, byte[]... values) {
        var arguments = arguments().add(digest).add(keys.length).addKeys(keys).addValues(values);
        return add(CommandType.EVALSHA, new IntegerOutput<>(codec), arguments);
    }

    /// Lets what was gathered leave.
    public void send() {
        var _ = connection.dispatch(commands);
    }

    private CommandArgs<String, byte[]> arguments() {
        return new CommandArgs<>(codec);
    }

    private <T> CompletableFuture<T> add(
            ProtocolKeyword type, CommandOutput<String, byte[], T> output, CommandArgs<String, byte[]> arguments) {
        var command = new AsyncCommand<>(new Command<>(type, output, arguments));
        commands.add(command);
        return command;
    }
}

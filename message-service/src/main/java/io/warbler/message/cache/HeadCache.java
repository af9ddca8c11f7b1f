package io.warbler.message.cache;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import io.warbler.boot.redis.Pipeline;
import io.warbler.boot.redis.RedisLink;
import io.warbler.boot.redis.RedisPrefix;
import io.warbler.kernel.ConversationId;
import io.warbler.message.sequencing.Decision.Appended;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.RedisKeys;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.store.v1.ConversationHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// Writes heads and tails of conversations to Redis, after their rows are durable.
///
/// Only a higher seq gets in, so replays and late writes of a former owner change nothing.
@Component
public class HeadCache {

    /// Messages kept per conversation.
    private static final int TAIL_LENGTH = 50;

    private static final int SECONDS_TO_LIVE = 7 * 24 * 3_600;
    private static final int SCAN_BATCH = 1_000;

    private final RedisLink redis;
    private final String prefix;
    private final byte[] script;
    private final String digest;

    HeadCache(RedisLink redis, RedisPrefix prefix) {
        this.redis = redis;
        this.prefix = prefix.value();
        try {
            script = new ClassPathResource("lua/head_advance.lua").getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("lua/head_advance.lua (expected: on the class path)", e);
        }
        digest = Base16.digest(script);
    }

    /// The process of Redis that is written to now, if one answers.
    public Optional<String> process() {
        return redis.process();
    }

    /// What a batch appended to the conversations of one partition.
    ///
    /// @param mayMakeHeads whether a head may get in where there is none; otherwise it only takes the place of an
    /// older
    /// one
    public record Advance(List<Appended> appended, boolean mayMakeHeads) {

        public Advance {
            appended = List.copyOf(appended);
        }
    }

    /// Writes what a batch appended; the process of Redis that took all of it, or empty.
    public CompletionStage<Optional<String>> advance(List<Advance> advances) {
        var process = redis.process();
        var pipeline = redis.pipeline();
        if (pipeline.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var writes =
                advances.stream().flatMap(it -> advance(pipeline.get(), it)).toArray(CompletableFuture<?>[]::new);
        pipeline.get().send();
        // a write that was under way may have gone to the next process
        return CompletableFuture.allOf(writes)
                .handle((_, failure) ->
                        failure == null && process.equals(redis.process()) ? process : Optional.empty());
    }

    /// Drops the heads and tails of some conversations (of one partition), because writes of them may have been
    /// missed.
    ///
    /// Blocking; false when it is not certain that they are gone from this process of Redis.
    public boolean drop(String process, Predicate<ConversationId> stale) {
        var commands = redis.commands();
        return commands.isPresent()
                && isProcess(process)
                && drop(commands.get(), RedisKeys.head(prefix, ""), stale)
                && drop(commands.get(), RedisKeys.tail(prefix, ""), stale)
                && isProcess(process);
    }

    private boolean isProcess(String process) {
        return redis.process().equals(Optional.of(process));
    }

    private Stream<CompletableFuture<?>> advance(Pipeline pipeline, Advance advance) {
        Map<String, List<Appended>> byConversation = advance.appended().stream()
                .collect(Collectors.groupingBy(it -> it.event().stamp().conversation()));
        return byConversation.entrySet().stream()
                .map(entry -> advance(pipeline, entry.getKey(), arguments(entry.getValue(), advance.mayMakeHeads())));
    }

    private CompletableFuture<?> advance(Pipeline pipeline, String conversation, byte[][] arguments) {
        String[] keys = {RedisKeys.head(prefix, conversation), RedisKeys.tail(prefix, conversation)};
        return pipeline.evalsha(digest, keys, arguments)
                .exceptionallyCompose(failure -> failure instanceof RedisNoScriptException
                        ? pipeline.commands().<Long>eval(script, ScriptOutputType.INTEGER, keys, arguments)
                        : CompletableFuture.failedFuture(failure));
    }

    private static byte[][] arguments(List<Appended> appended, boolean mayMakeHead) {
        var last = appended.getLast();
        List<Row.Message> messages = appended.stream()
                .map(Appended::event)
                .filter(Row.Message.class::isInstance)
                .map(Row.Message.class::cast)
                .toList();
        Set<Long> changed = changed(appended);
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(text(last.counters().seq()));
        arguments.add(head(last, messages, changed).toByteArray());
        arguments.add(text(TAIL_LENGTH));
        arguments.add(text(SECONDS_TO_LIVE));
        arguments.add(text(mayMakeHead ? 1 : 0));
        arguments.add(text(changed.size()));
        changed.forEach(ordinal -> arguments.add(text(ordinal)));
        for (Row.Message message : messages) {
            arguments.add(text(message.ordinal()));
            arguments.add(MessageProto.toProto(message).toByteArray());
        }
        return arguments.toArray(byte[][]::new);
    }

    /// The ordinals of messages that events changed.
    private static Set<Long> changed(List<Appended> appended) {
        Set<Long> ordinals = new LinkedHashSet<>();
        for (Appended it : appended) {
            if (it.event() instanceof Row.Event event && event.kind() == EventKind.EVENT_KIND_MESSAGE_CHANGE) {
                ordinals.add(event.messageChange().getTargetOrdinal());
            }
        }
        return ordinals;
    }

    /// After an event alone the last message is one that the cache may have in the tail: it is left out here, and
    /// readers look it up by its ordinal. So is one that was changed.
    private static ConversationHead head(Appended last, List<Row.Message> messages, Set<Long> changed) {
        Row.Counters counters = last.counters();
        Row.Stamp stamp = last.event().stamp();
        var head = ConversationHead.newBuilder()
                .setConversation(stamp.conversation())
                .setSeq(counters.seq())
                .setOrdinal(counters.ordinal())
                .setGeneration(stamp.position().generation())
                .setLogOffset(stamp.position().offset())
                .setLow(counters.members().getLow())
                .setHigh(counters.members().getHigh())
                .setLowLastSeq(counters.lowSeq())
                .setLowLastOrdinal(counters.lowOrdinal())
                .setHighLastSeq(counters.highSeq())
                .setHighLastOrdinal(counters.highOrdinal())
                .setRowTime(stamp.rowTime())
                .setPins(last.pins());
        if (!messages.isEmpty() && !changed.contains(messages.getLast().ordinal())) {
            head.setLastMessage(MessageProto.toProto(messages.getLast()));
        }
        if (ConversationId.isGroup(stamp.conversation())) {
            head.setGroup(last.group());
        }
        return head.build();
    }

    private static boolean drop(
            RedisAsyncCommands<String, byte[]> commands, String keyPrefix, Predicate<ConversationId> stale) {
        var match = ScanArgs.Builder.matches(keyPrefix + "*").limit(SCAN_BATCH);
        ScanCursor cursor = ScanCursor.INITIAL;
        try {
            while (!cursor.isFinished()) {
                KeyScanCursor<String> found = commands.scan(cursor, match).get(1, TimeUnit.SECONDS);
                String[] keys = found.getKeys().stream()
                        .filter(key -> stale.test(new ConversationId(key.substring(keyPrefix.length()))))
                        .toArray(String[]::new);
                if (keys.length > 0) {
                    commands.unlink(keys).get(1, TimeUnit.SECONDS);
                }
                cursor = found;
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        }
    }

    private static byte[] text(long value) {
        return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
    }
}

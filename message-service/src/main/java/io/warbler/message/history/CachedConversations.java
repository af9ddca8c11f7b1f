package io.warbler.message.history;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.lettuce.core.KeyValue;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.warbler.boot.redis.RedisLink;
import io.warbler.boot.redis.RedisPrefix;
import io.warbler.kernel.ConversationId;
import io.warbler.proto.RedisKeys;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.store.v1.ConversationHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads heads and tails from Redis. Whatever goes wrong, the answer is "not cached"; blocks for a moment at most.
///
/// What is read counts only if it came from the process of Redis in which the owner says that the cache is
/// whole. Another one, after a failover or a restore, may hold older data, and this node may reach it before
/// the owner does.
@Component
class CachedConversations {

    private static final Duration TIMEOUT = Duration.ofMillis(250);

    private final RedisLink redis;
    private final String prefix;
    private final HistoryMetrics metrics;

    CachedConversations(RedisLink redis, RedisPrefix prefix, HistoryMetrics metrics) {
        this.redis = redis;
        this.prefix = prefix.value();
        this.metrics = metrics;
    }

    /// Whether the cache of the partition may be used on the present connection.
    boolean isUsable(PartitionView view) {
        return view.cacheProcess().isPresent() && view.cacheProcess().equals(redis.process());
    }

    /// The heads that are cached, in one pipelined read.
    Map<ConversationId, ConversationHead> heads(Map<ConversationId, PartitionView> viewsByConversation) {
        var heads = heads(viewsByConversation.keySet());
        heads.keySet().removeIf(it -> !isUsable(Objects.requireNonNull(viewsByConversation.get(it))));
        return heads;
    }

    private Map<ConversationId, ConversationHead> heads(Collection<ConversationId> conversations) {
        var pipeline = redis.pipeline();
        if (pipeline.isEmpty() || conversations.isEmpty()) {
            return new HashMap<>();
        }
        Map<ConversationId, CompletableFuture<byte[]>> reads = new HashMap<>();
        conversations.forEach(it -> reads.put(it, pipeline.get().hget(RedisKeys.head(prefix, it.value()), "v")));
        pipeline.get().send();
        // one time for all of them; what did not come is not cached
        var _ = await(CompletableFuture.allOf(reads.values().toArray(CompletableFuture[]::new)));
        Map<ConversationId, ConversationHead> heads = new HashMap<>();
        reads.forEach((conversation, read) -> {
            if (read.state() == Future.State.SUCCESS) {
                parse(read.resultNow(), ConversationHead.parser()).ifPresent(it -> heads.put(conversation, it));
            }
        });
        return heads;
    }

    /// All messages with an ordinal of the range, rising; empty unless every one of them is cached.
    Optional<List<Message>> tail(ConversationId conversation, PartitionView view, long from, long to) {
        return redis.commands()
                .filter(_ -> isUsable(view))
                .flatMap(commands -> tail(commands, conversation, from, to))
                .filter(_ -> isUsable(view));
    }

    private Optional<List<Message>> tail(
            RedisAsyncCommands<String, byte[]> commands, ConversationId conversation, long from, long to) {
        String[] fields =
                LongStream.rangeClosed(from, to).mapToObj(Long::toString).toArray(String[]::new);
        var read = commands.hmget(RedisKeys.tail(prefix, conversation.value()), fields);
        List<Message> messages = new ArrayList<>();
        for (KeyValue<String, byte[]> field : await(read).orElse(List.of())) {
            parse(field.getValueOrElse(null), Message.parser()).ifPresent(messages::add);
        }
        return messages.size() == fields.length ? Optional.of(messages) : Optional.empty();
    }

    private <T> Optional<T> await(CompletionStage<T> read) {
        try {
            return Optional.ofNullable(read.toCompletableFuture()
                    .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join());
        } catch (CompletionException _) {
            metrics.cacheFailed();
            return Optional.empty();
        }
    }

    private static <T> Optional<T> parse(byte @Nullable [] bytes, Parser<T> parser) {
        try {
            return bytes == null ? Optional.empty() : Optional.of(parser.parseFrom(bytes));
        } catch (InvalidProtocolBufferException _) {
            return Optional.empty();
        }
    }
}

package io.warbler.message.ingress;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.LogLayout;
import io.warbler.proto.log.v1.LogRecord;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends records to the log: one idempotent producer, acks=all, the partition from the layout.
///
/// Two appends to one conversation, one after the other, stand in the log in that order if both are there. Nothing here
/// blocks (`max.block.ms=0`): what the producer has no room or no broker for is [AppendOutcome#REFUSED] at once. From
/// the
/// moment that the producer has taken a record, every failure is [AppendOutcome#UNKNOWN].
public final class LogAppender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogAppender.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final String logName;
    private final LogLayout layout;
    private final IngressMetrics metrics;

    LogAppender(Producer<String, byte[]> producer, String logName, LogLayout layout, IngressMetrics metrics) {
        this.producer = producer;
        this.logName = logName;
        this.layout = layout;
        this.metrics = metrics;
    }

    /// Appends; `outcome` is called exactly once, perhaps before this returns, on any thread, and must not block.
    public void append(ConversationId conversation, LogRecord record, Consumer<AppendOutcome> outcome) {
        var append = new Append(outcome);
        var kafkaRecord = new ProducerRecord<>(
                logName, layout.partitionOf(conversation), conversation.value(), record.toByteArray());
        try {
            var _ = producer.send(kafkaRecord, append::completed);
            append.handedOver();
        } catch (IllegalStateException e) {
            // the producer is closed: it looks at nothing before that
            append.end(AppendOutcome.REFUSED, e);
        } catch (KafkaException e) {
            append.end(AppendOutcome.UNKNOWN, e);
        }
    }

    /// Whether the producer knows the log and its partitions are as many as the layout says. Asks for what is missing.
    boolean knowsTheLog() {
        int partitionCount;
        try {
            partitionCount = producer.partitionsFor(logName).size();
        } catch (KafkaException _) {
            return false;
        }
        if (partitionCount != layout.partitionCount()) {
            log.atError()
                    .addKeyValue("partitions", partitionCount)
                    .addKeyValue("expected", layout.partitionCount())
                    .log("Log has another number of partitions than log_layout says; nothing is appended");
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private final class Append {

        private final Consumer<AppendOutcome> outcome;
        private final Thread caller = Thread.currentThread();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final long startedAt = System.nanoTime();
        private volatile boolean sending = true;

        Append(Consumer<AppendOutcome> outcome) {
            this.outcome = outcome;
        }

        void handedOver() {
            sending = false;
        }

        /// A completion inside `send()` comes from the producer's front door: the record was not taken.
        void completed(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            if (failure == null) {
                end(AppendOutcome.APPENDED, null);
                return;
            }
            boolean atTheDoor = sending && caller.equals(Thread.currentThread());
            boolean notTaken = failure instanceof TimeoutException || failure instanceof RecordTooLargeException;
            end(atTheDoor && notTaken ? AppendOutcome.REFUSED : AppendOutcome.UNKNOWN, failure);
        }

        void end(AppendOutcome how, @Nullable Exception failure) {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            metrics.appendEnded(how, Duration.ofNanos(System.nanoTime() - startedAt));
            if (failure != null) {
                log.atDebug().addKeyValue("outcome", how).setCause(failure).log("Append failed");
            }
            outcome.accept(how);
        }
    }
}

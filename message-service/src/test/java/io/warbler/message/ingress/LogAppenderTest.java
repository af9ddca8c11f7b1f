package io.warbler.message.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.LogLayout;
import io.warbler.proto.log.v1.LogRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class LogAppenderTest {

    private static final ConversationId CONVERSATION = new ConversationId("d" + "4".repeat(32));
    private static final LogLayout LAYOUT = new LogLayout(1_024, 16);

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final IngressMetrics metrics = new IngressMetrics(new SimpleMeterRegistry());
    private final LogAppender appender = new LogAppender(producer, "log", LAYOUT, metrics);

    @Test
    void recordGoesToThePartitionOfItsConversation() {
        var outcome = append(appender);

        producer.completeNext();

        assertThat(outcome).isCompletedWithValue(AppendOutcome.APPENDED);
        assertThat(producer.history()).singleElement().satisfies(it -> {
            assertThat(it.partition()).isEqualTo(LAYOUT.partitionOf(CONVERSATION));
            assertThat(it.key()).isEqualTo(CONVERSATION.value());
        });
    }

    @Test
    void failureOfATakenRecordMeansUnknown() {
        var outcome = append(appender);
        assertThat(outcome).isNotDone();

        producer.errorNext(new TimeoutException("delivery timeout"));

        assertThat(outcome).isCompletedWithValue(AppendOutcome.UNKNOWN);
    }

    @Test
    void closedProducerTakesNothing() {
        producer.close();

        assertThat(append(appender)).isCompletedWithValue(AppendOutcome.REFUSED);
    }

    @Test
    void withoutBrokerAppendsAreRefusedAtOnce() {
        try (var away = new LogAppender(
                LogProducer.create(List.of("127.0.0.1:1"), Duration.ofMillis(1)), "log", LAYOUT, metrics)) {
            assertThat(append(away)).succeedsWithin(Duration.ofMillis(500)).isEqualTo(AppendOutcome.REFUSED);
            assertThat(away.knowsTheLog()).isFalse();
        }
    }

    @Test
    void settingsOfTheProducerPromiseOrderAndDurability() {
        Map<String, Object> settings = LogProducer.settings(List.of("127.0.0.1:1"), Duration.ofMillis(1));

        assertThat(settings)
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .containsEntry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000)
                .containsEntry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000)
                .containsEntry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    }

    private static CompletableFuture<AppendOutcome> append(LogAppender appender) {
        var outcome = new CompletableFuture<AppendOutcome>();
        appender.append(CONVERSATION, LogRecord.getDefaultInstance(), outcome::complete);
        return outcome;
    }
}

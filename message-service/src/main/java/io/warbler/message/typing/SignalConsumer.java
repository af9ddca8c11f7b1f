package io.warbler.message.typing;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.boot.kafka.TopicNames;
import io.warbler.proto.signal.v1.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.stereotype.Component;

/// Reads the partitions of `signals` that this node has, from the end on: no position is kept, what was missed is over.
@Component
final class SignalConsumer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SignalConsumer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long RETRY_MILLIS = 500;

    private final DefaultKafkaConsumerFactory<byte[], byte[]> factory;
    private final String topic;
    private final TypingTeller teller;
    private final TypingMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("signals").daemon().unstarted(this::run);
    private volatile boolean isRunning;

    SignalConsumer(
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            TopicNames topics,
            TypingTeller teller,
            TypingMetrics metrics) {
        Map<String, Object> settings = kafka.buildConsumerProperties();
        settings.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                connection.getConsumer().getBootstrapServers());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, topics.prefix() + "signals");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        this.factory =
                new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topic = topics.signals();
        this.teller = teller;
        this.metrics = metrics;
    }

    private void run() {
        while (isRunning) {
            try (Consumer<byte[], byte[]> consumer = factory.createConsumer()) {
                consumer.subscribe(List.of(topic));
                consume(consumer);
            } catch (InterruptException _) {
                return;
            } catch (KafkaException e) {
                log.atWarn().addKeyValue("cause", e.toString()).log("Signals are interrupted; trying again");
                rest();
            } catch (RuntimeException e) {
                log.atError().setCause(e).log("Signals failed unexpectedly; trying again");
                rest();
            }
        }
    }

    private void consume(Consumer<byte[], byte[]> consumer) {
        while (isRunning) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record.value());
            }
        }
    }

    private void take(byte[] value) {
        try {
            teller.take(Signal.parseFrom(value));
        } catch (InvalidProtocolBufferException e) {
            metrics.dropped();
            log.atError().setCause(e).log("Record is no Signal; left out");
        }
    }

    private void rest() {
        try {
            if (stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                isRunning = false;
            }
        } catch (InterruptedException _) {
            isRunning = false;
        }
    }

    @Override
    public void start() {
        isRunning = true;
        thread.start();
    }

    @Override
    public void stop() {
        isRunning = false;
        stopping.countDown();
        try {
            if (!thread.join(Duration.ofSeconds(3))) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}

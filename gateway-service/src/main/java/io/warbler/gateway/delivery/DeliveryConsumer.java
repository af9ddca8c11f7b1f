package io.warbler.gateway.delivery;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.gateway.connection.Connections;
import io.warbler.gateway.delivery.DeliveryReader.Batch;
import io.warbler.gateway.submit.Submissions;
import io.warbler.gateway.topic.TopicThread;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Consumes the node's delivery partition on a thread of its own, from the end on and without a group: what was
/// published before the node was positioned concerns nobody here, because clients sync after the welcome.
///
/// When the position is lost (retention passed it, or the topic was cut), it goes on from the end, tells every client
/// to
/// sync, and has unanswered sends submitted again, because their verdicts may have been missed.
@Component
public final class DeliveryConsumer implements SmartLifecycle, TopicThread.Reading {

    private static final Logger log = LoggerFactory.getLogger(DeliveryConsumer.class);

    private final DeliveryReader reader;
    private final DeliveryHandOut handOut;
    private final DeliveryMetrics metrics;
    private final Connections connections;
    private final Submissions submissions;
    private final TopicThread thread;
    private volatile boolean isPositioned;

    DeliveryConsumer(
            DeliveryReader reader,
            DeliveryHandOut handOut,
            DeliveryMetrics metrics,
            DeliveryProperties properties,
            Connections connections,
            Submissions submissions) {
        this.reader = reader;
        this.handOut = handOut;
        this.metrics = metrics;
        this.connections = connections;
        this.submissions = submissions;
        thread = new TopicThread("delivery", properties.retryAfter(), this);
    }

    /// Whether nothing that is published from now on is missed. Logins wait for it.
    public boolean isPositioned() {
        return isPositioned;
    }

    @Override
    public void read() throws InterruptedException {
        try (reader) {
            reader.open();
            if (!isPositioned) {
                isPositioned = true;
                log.atInfo().log("Delivery is positioned");
            }
            while (thread.isRunning()) {
                take(reader.read());
            }
        }
    }

    private void take(Batch batch) throws InterruptedException {
        switch (batch) {
            case Batch.Records(List<byte[]> values) when !values.isEmpty() -> handOut.handOut(decoded(values));
            case Batch.Records _ -> {}
            case Batch.PositionLost() -> positionLost();
        }
    }

    private static List<DeliveryRecord> decoded(List<byte[]> values) {
        List<DeliveryRecord> records = new ArrayList<>(values.size());
        for (byte[] value : values) {
            try {
                records.add(DeliveryRecord.parseFrom(value));
            } catch (InvalidProtocolBufferException e) {
                log.atError().setCause(e).log("Record is no DeliveryRecord; left out");
            }
        }
        return records;
    }

    private void positionLost() {
        log.atWarn().log("Delivery position was lost; clients sync");
        metrics.positionLost();
        var _ = connections.resyncAll();
        submissions.resendAll();
    }

    @Override
    public void wakeup() {
        reader.wakeup();
    }

    @Override
    public void failed() {
        positionLost();
    }

    /// The node is not positioned any more: nobody may log in.
    @Override
    public void ended() {
        isPositioned = false;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    /// Runs before the listener is bound and longer than the last connection.
    @Override
    public int getPhase() {
        return 1;
    }
}

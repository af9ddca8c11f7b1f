package io.warbler.gateway.topic;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a topic on a thread of its own for as long as the node runs; after every failure it begins anew.
public final class TopicThread {

    private static final Logger log = LoggerFactory.getLogger(TopicThread.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final String name;
    private final Duration retryAfter;
    private final Reading reading;
    private final Thread thread;
    private volatile boolean isRunning;

    /// What is read, and what follows from failures. All but `wakeup` is called by the thread.
    public interface Reading {

        /// Opens the topic and reads as long as the thread runs.
        void read() throws InterruptedException;

        /// Ends a poll that waits; callable by any thread.
        void wakeup();

        /// A failure that is not Kafka's: some of what was read may not have been taken up.
        void failed();

        /// The thread is over, whatever the reason: nothing is read any more.
        void ended();
    }

    /// `name` is for threads and logs; `retryAfter` lies between a failure and the next beginning.
    public TopicThread(String name, Duration retryAfter, Reading reading) {
        this.name = name;
        this.retryAfter = retryAfter;
        this.reading = reading;
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public void start() {
        isRunning = true;
        thread.start();
    }

    /// Returns when the thread is over, or after a moment.
    public void stop() {
        isRunning = false;
        reading.wakeup();
        try {
            if (!thread.join(STOP_TIMEOUT)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isRunning() {
        return isRunning;
    }

    private void run() {
        try {
            keepReading();
        } finally {
            reading.ended();
            if (isRunning) {
                log.atError()
                        .addKeyValue("topic", name)
                        .log("Reading ended; this node is out of service until it is restarted");
            }
        }
    }

    private void keepReading() {
        while (isRunning) {
            try {
                reading.read();
            } catch (InterruptException | InterruptedException | WakeupException _) {
                return;
            } catch (KafkaException e) {
                log.atWarn()
                        .addKeyValue("topic", name)
                        .addKeyValue("cause", e.toString())
                        .log("Reading is interrupted; trying again");
                pause();
            } catch (RuntimeException e) {
                log.atError().addKeyValue("topic", name).setCause(e).log("Reading failed unexpectedly; trying again");
                reading.failed();
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(retryAfter.toNanos());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

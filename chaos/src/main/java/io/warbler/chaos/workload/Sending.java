package io.warbler.chaos.workload;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// An open loop: sends come at their rate whether answers come or not, up to a bound for each device; now and then
/// somebody reads, and somebody's network changes.
final class Sending implements AutoCloseable {

    private static final long TICK_MILLIS = 10;
    private static final int TICKS_PER_SECOND = 100;
    private static final int FILLER = 40;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Population population;
    private final List<BusyConversation> conversations;
    private final Load load;
    private final Random random;
    private double due;
    private long count;

    Sending(Population population, Load load) {
        this.population = population;
        this.conversations = population.everyConversation().toList();
        this.load = load;
        this.random = new Random(load.seed() + 1);
    }

    void begin() {
        var _ = timer.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void tick() {
        due += (double) load.perSecond() / TICKS_PER_SECOND;
        while (due >= 1) {
            due--;
            send();
        }
        if (random.nextInt(TICKS_PER_SECOND / 5) == 0) {
            read();
        }
        if (random.nextInt(TICKS_PER_SECOND * 5) == 0) {
            anyDevice().client().dropConnection();
        }
    }

    private void send() {
        BusyConversation conversation = conversations.get(random.nextInt(conversations.size()));
        List<Device> senders = conversation.senders();
        Device device = senders.get(random.nextInt(senders.size()));
        if (device.waiting() >= load.mostWaiting()) {
            return;
        }
        device.send(conversation.id(), conversation.canary() + " " + device.name() + " " + ++count + filler());
    }

    private void read() {
        BusyConversation conversation = conversations.get(random.nextInt(conversations.size()));
        List<Device> readers = conversation.senders();
        Device device = readers.get(random.nextInt(readers.size()));
        long shown = device.shownTo(conversation.id());
        if (shown > 0) {
            var _ = device.client().markRead(conversation.id(), shown);
        }
    }

    private Device anyDevice() {
        List<Device> all = population.everyDevice().toList();
        return all.get(random.nextInt(all.size()));
    }

    private String filler() {
        return " " + "x".repeat(random.nextInt(FILLER));
    }
}

package io.warbler.stack.cli;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Stays until Ctrl-C, tells when a process ends, and stops everything on the way out.
final class Foreground {

    private final Checkout checkout;
    private final Terminal terminal;
    private final Set<String> ended = new HashSet<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    Foreground(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    void stay() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        terminal.line("Ctrl-C stops everything.");
        while (!isStoppingAfterASecond()) {
            Checkout.processNames().forEach(this::look);
        }
    }

    private void stop() {
        stopping.countDown();
        new Shutdown(checkout, terminal).run();
    }

    private void look(String name) {
        if (checkout.folder().running(name).isPresent()) {
            ended.remove(name);
        } else if (ended.add(name) && stopping.getCount() > 0) {
            terminal.line(name + " has ended (./warbler logs " + name
                    + "); ./warbler up --detach in another terminal starts it again");
        }
    }

    private boolean isStoppingAfterASecond() {
        try {
            return stopping.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

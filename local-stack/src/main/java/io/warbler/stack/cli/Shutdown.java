package io.warbler.stack.cli;

/// Stops everything: services first, then the servers they need.
record Shutdown(Checkout checkout, Terminal terminal) implements Runnable {

    @Override
    public void run() {
        var services = checkout.services(false);
        if (services.archivesClassesAtStop()) {
            terminal.line(
                    "The first stop after a build archives classes, so that later starts take half of the time ...");
        }
        services.stop(name -> terminal.step(name + " stopped"));
        checkout.servers().stop(name -> terminal.step(name + " stopped"));
    }
}

package io.warbler.stack.cli;

/// Stops everything: services first, then the servers they need.
record Shutdown(Checkout checkout, Terminal terminal) implements Runnable {

    @Override
    public void run() {
        checkout.services(false).stop(name -> terminal.step(name + " stopped"));
        checkout.servers().stop(name -> terminal.step(name + " stopped"));
    }
}

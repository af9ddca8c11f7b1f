package io.warbler.stack.process;

/// A port and the environment variable that moves it.
public record NamedPort(String variable, int port) {

    public NamedPort {
        if (port < 1 || port > 65_535) {
            throw new StackException(variable + ": " + port + " (expected: a port between 1 and 65535)");
        }
    }

    @Override
    public String toString() {
        return Integer.toString(port);
    }
}

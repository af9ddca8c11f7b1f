package io.warbler.stack.process;

/// The stack cannot go on; the message says what to do.
public final class StackException extends RuntimeException {

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}

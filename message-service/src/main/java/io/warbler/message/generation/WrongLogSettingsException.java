package io.warbler.message.generation;

/// The log, or the store beside it, is not set up as the message path needs it.
public final class WrongLogSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongLogSettingsException(String problem) {
        super(problem);
    }
}

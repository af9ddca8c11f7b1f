package io.warbler.terminal;

import picocli.CommandLine;

/// Starts the terminal client.
public final class TerminalClient {

    private TerminalClient() {}

    public static void main(String[] arguments) {
        int status = new CommandLine(new ChatCommand())
                .setExecutionExceptionHandler(new FailureMessage())
                .execute(arguments);
        System.exit(status);
    }
}

package io.warbler.chaos.cli;

import io.warbler.stack.process.StackException;
import picocli.CommandLine;

/// Behind `./warbler chaos`.
public final class ChaosMain {

    private ChaosMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new ChaosCommand()).setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine.setExecutionExceptionHandler((failure, line, _) -> {
            if (failure instanceof IllegalArgumentException || failure instanceof StackException) {
                line.getErr().println("warbler chaos: " + failure.getMessage());
            } else {
                failure.printStackTrace(line.getErr());
            }
            return 2;
        });
    }
}

package io.warbler.terminal;

import io.warbler.sdk.rest.WarblerApiException;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// A sentence instead of a stack trace.
final class FailureMessage implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println(Printable.line(sentence(failure)));
        command.getErr().flush();
        return 1;
    }

    private static String sentence(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return sentence(failure.getCause());
        }
        if (failure instanceof WarblerApiException refusal && refusal.code().equals(WarblerApiException.NO_ANSWER)) {
            return "The server does not answer (" + refusal.detail() + "). Is it up? Try ./warbler status";
        }
        return failure instanceof WarblerApiException || failure instanceof IllegalArgumentException
                ? String.valueOf(failure.getMessage())
                : failure.toString();
    }
}

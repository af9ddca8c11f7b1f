package io.warbler.terminal;

import io.warbler.sdk.ConversationSettings;
import io.warbler.sdk.WarblerClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the user sets for the open conversation, for themselves.
final class OwnSettings {

    private static final long ANSWER_SECONDS = 20;

    private final WarblerClient client;
    private final Printer printer;

    OwnSettings(WarblerClient client, Printer printer) {
        this.client = client;
        this.printer = printer;
    }

    void carryOut(Order.OfSettings order, @Nullable OpenConversation open) {
        if (open == null) {
            printer.notice("no conversation is open; /open NAME first");
            return;
        }
        ConversationSettings now =
                asked(order, open.id()).orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
        printer.settings(now, order);
    }

    private CompletableFuture<ConversationSettings> asked(Order.OfSettings order, String conversation) {
        return switch (order) {
            case Order.Put put -> client.put(conversation, put.section());
            case Order.Silence silence -> silence(conversation, silence.time());
        };
    }

    private CompletableFuture<ConversationSettings> silence(String conversation, @Nullable Duration time) {
        if (time == null) {
            return client.mute(conversation);
        }
        return time.isZero()
                ? client.unmute(conversation)
                : client.mute(conversation, Instant.now().plus(time));
    }
}

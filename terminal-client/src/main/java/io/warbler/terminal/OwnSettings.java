package io.warbler.terminal;

import io.warbler.sdk.ConversationSettings;
import io.warbler.sdk.WarblerClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the user sets for the open conversation, for themselves.
final class OwnSettings {

    private final WarblerClient client;
    private final Printer printer;
    private final Clock clock;

    OwnSettings(WarblerClient client, Printer printer, Clock clock) {
        this.client = client;
        this.printer = printer;
        this.clock = clock;
    }

    void carryOut(Order.OfSettings order, @Nullable OpenConversation open) {
        if (open == null) {
            printer.notice("no conversation is open; /open NAME first");
            return;
        }
        ConversationSettings now = Answers.await(asked(order, open.id()));
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
                : client.mute(conversation, clock.instant().plus(time));
    }
}

package io.warbler.terminal;

import io.warbler.sdk.ConnectionState;
import io.warbler.sdk.Event;
import io.warbler.sdk.HiddenMessages;
import io.warbler.sdk.Message;
import io.warbler.sdk.Presence;
import io.warbler.sdk.RelationChange;
import io.warbler.sdk.ScheduledSend;
import io.warbler.sdk.WarblerListener;
import io.warbler.sdk.group.JoinRequest;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes what the client tells to the desk. The state of the connection is printed at once: the desk may be waiting for
/// just that.
final class ChatEvents implements WarblerListener {

    private final Desk desk;
    private final Printer printer;
    private final AtomicReference<@Nullable Chat> chat = new AtomicReference<>();
    private boolean lost;

    ChatEvents(Desk desk, Printer printer) {
        this.desk = desk;
        this.printer = printer;
    }

    /// From now on messages are news; what came before is in the inbox.
    void begin(Chat begun) {
        chat.set(begun);
    }

    @Override
    public void onConnection(ConnectionState state) {
        if (state instanceof ConnectionState.Waiting waiting) {
            lost = true;
            double seconds = Math.ceil(waiting.delay().toMillis() / 100.0) / 10;
            printer.notice("no connection (" + waiting.reason() + "); trying again in " + seconds + " s");
        } else if (state instanceof ConnectionState.Online && lost) {
            lost = false;
            printer.notice("connected again");
        }
    }

    @Override
    public void onMessage(Message message) {
        tell(open -> open.arrived(message));
    }

    @Override
    public void onEvent(Event event) {
        tell(open -> open.happened(event));
    }

    @Override
    public void onMessageChange(Event event) {
        tell(open -> open.messageChanged(event));
    }

    @Override
    public void onHidden(HiddenMessages hidden) {
        tell(open -> open.hidden(hidden));
    }

    @Override
    public void onScheduledSend(ScheduledSend scheduled) {
        tell(open -> open.scheduled(scheduled));
    }

    @Override
    public void onReadReceipt(String conversation, String user, long seq) {
        tell(open -> open.read(conversation, user, seq));
    }

    @Override
    public void onDelivered(String conversation, String user, long seq) {
        tell(open -> open.delivered(conversation, user, seq));
    }

    @Override
    public void onRelationChange(RelationChange change) {
        tell(open -> open.changed(change));
    }

    @Override
    public void onJoinRequest(String conversation, JoinRequest.State state) {
        tell(open -> open.joinRequestChanged(state));
    }

    @Override
    public void onPresence(Presence presence) {
        tell(open -> open.presence(presence));
    }

    @Override
    public void onTyping(String conversation, String user) {
        tell(open -> open.isTyping(conversation, user));
    }

    private void tell(Consumer<Chat> event) {
        Chat begun = chat.get();
        if (begun != null) {
            desk.execute(() -> event.accept(begun));
        }
    }
}

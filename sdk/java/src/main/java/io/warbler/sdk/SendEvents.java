package io.warbler.sdk;

import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageChanged;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.sdk.store.OutboxSend;

/** What the outbox tells the client; called on the loop. */
interface SendEvents {

    void onAccepted(OutboxSend send, SendAck ack);

    void onChanged(MessageChanged changed, MessageChange change);
}

package io.warbler.message.simulation;

import com.google.protobuf.TextFormat;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.proto.log.v1.LogRecord;
import java.util.stream.Collectors;

/// Lines of a schedule for those who read a failing one.
final class Traces {

    private Traces() {}

    static String of(LogRecord record) {
        String talk = "talk " + Cast.talkOf(record.getConversation()).index() + " rules " + record.getRules() + " ";
        return switch (record.getBodyCase()) {
            case SEND ->
                talk + "send " + record.getSend().getId().getNumber() + " "
                        + record.getSend().getId().getClientMessageId();
            case REFUSAL ->
                talk + "refusal " + record.getRefusal().getId().getNumber() + " "
                        + record.getRefusal().getId().getClientMessageId();
            case DIRECT_POLICY ->
                talk + "policy " + record.getDirectPolicy().getVersion()
                        + (record.getDirectPolicy().getAllowed() ? " allowed" : " forbidden");
            case CHANGE ->
                talk + "change " + record.getChange().getId().getClientMessageId() + " by "
                        + record.getChange().getId().getSender().charAt(1) + " "
                        + TextFormat.printer()
                                .emittingSingleLine(true)
                                .printToString(record.getChange().getChange());
            case CHANGE_OF_MESSAGE ->
                talk + "change " + record.getChangeOfMessage().getId().getClientMessageId() + " "
                        + TextFormat.printer()
                                .emittingSingleLine(true)
                                .printToString(record.getChangeOfMessage().getChange());
            case BODY_NOT_SET -> talk + "unreadable";
        };
    }

    static String of(Decision decision) {
        return decision.entry().position() + " " + of(decision.record()) + ": " + decision.verdict();
    }

    /// Of each delivery: what, and to whom.
    static String of(DeliveryRecord record) {
        return record.getDeliveriesList().stream()
                .map(it -> (it.getSeq() > 0 ? "seq " + it.getSeq() + " " : "")
                        + it.getRecipientsList().stream()
                                .map(user -> user.substring(1, 2))
                                .collect(Collectors.joining())
                        + (it.hasVerdict()
                                ? " verdict for connection " + it.getVerdict().getConnection()
                                : ""))
                .collect(Collectors.joining(", "));
    }

    static String of(Row row) {
        String what = switch (row) {
            case Row.Message it -> "message " + it.ordinal() + " seq " + it.seq() + " " + Invariants.id(it);
            case Row.Refusal it -> "refusal " + it.id().getClientMessageId();
            case Row.Policy it -> "policy " + it.policy().getVersion();
            case Row.Bucket it -> "bucket " + it.bucket();
            case Row.Snapshot it -> "snapshot at " + it.counters().seq();
            case Row.OutboxMark it -> "mark " + it.key().outbox().toStringUtf8().trim() + " " + it.highWater();
            case Row.Membership it -> "membership of " + it.user().charAt(1);
            case Row.Mention it -> "mention at " + it.seq();
            case Row.Event it -> "event " + it.seq() + " " + Invariants.id(it);
            case Row.GroupMember it -> "place of " + it.user().charAt(1);
            case Row.TargetState it -> "state of message " + it.ordinal();
            case Row.ChangedMessage it -> "changed message " + it.ordinal();
            case Row.ErasedEdit it -> "erased edit at " + it.seq();
            case Row.GroupMembership it ->
                "own row of " + it.user().charAt(1) + " left " + it.state().leftSeq();
        };
        int talk = Cast.talkOf(row.stamp().conversation()).index();
        return "talk " + talk + " " + what + " of " + row.stamp().position();
    }
}

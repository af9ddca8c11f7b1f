package io.warbler.message.ownership;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.Sequencer;
import io.warbler.proto.log.v1.LogRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads what Kafka holds as entries of the log.
final class LogRecordReader {

    private LogRecordReader() {}

    /// The entries of consecutive records of a partition up to where the leader epoch changes, without those of
    /// conversations that are held. Bytes that are no record of ours count as an empty record: they decide
    /// nothing, for
    /// ever and on every node.
    ///
    /// @throws PartitionStoppedException at the first record that this code does not know how to decide, or
    /// when too many have to wait
    static PartitionBatch read(OwnedPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        List<LogEntry> entries = new ArrayList<>(records.size());
        var first = records.getFirst();
        long next = first.offset();
        for (var record : records) {
            if (!record.leaderEpoch().equals(first.leaderEpoch())) {
                break;
            }
            next = record.offset() + 1;
            LogEntry entry = entry(partition, record);
            if (entry.record().getRules() > Sequencer.RULES) {
                throw new NewerRulesException(
                        partition.number(), entry.position(), entry.record().getRules());
            }
            if (partition.held().contains(entry.record().getConversation())) {
                partition.held().await(entry);
            } else {
                entries.add(entry);
            }
        }
        return new PartitionBatch(partition, entries, first.offset(), next, first.leaderEpoch());
    }

    private static LogEntry entry(OwnedPartition partition, ConsumerRecord<String, byte[]> record) {
        var position = new Position(partition.generation(), record.offset());
        return new LogEntry(position, record.timestamp(), parse(record));
    }

    private static LogRecord parse(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return LogRecord.getDefaultInstance();
        }
        try {
            LogRecord parsed = LogRecord.parseFrom(record.value());
            // a record under a foreign key stands in a partition that does not own its conversation
            return parsed.getConversation().equals(record.key()) ? parsed : LogRecord.getDefaultInstance();
        } catch (InvalidProtocolBufferException _) {
            return LogRecord.getDefaultInstance();
        }
    }
}

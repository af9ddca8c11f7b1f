package io.warbler.message.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.Reading;
import io.warbler.message.edge.WrittenConversation;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ChangeSettings;
import io.warbler.proto.client.v1.ConversationSettings;
import io.warbler.proto.client.v1.InboxSection;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Two nodes that change settings of one conversation at the same time for four devices.
@WarblerStack(services = "message", topics = true)
class ConvergenceIT {

    private static final int CHANGES_PER_DEVICE = 25;
    private static final long SEED = 4711;

    @Test
    void clientsThatHearTheAnswersInAnyOrderAgreeWithTheStore(StackConnection stack) throws Exception {
        try (var one = new EdgeHarness(stack);
                var other = new EdgeHarness(stack)) {
            var conversation = one.conversation();
            conversation.say(conversation.low(), 5).store().checkpoint();
            List<ConversationSettings> told = changed(conversation, List.of(one, other, one, other));
            ConversationSettings stored = new Reading(other, conversation.high())
                    .inbox(1, ByteString.EMPTY)
                    .getInbox()
                    .getEntries(0)
                    .getSettings();

            for (int device = 0; device < 4; device++) {
                Collections.shuffle(told, new Random(SEED + device));
                assertThat(heard(told)).isEqualTo(stored);
            }
        }
    }

    private static List<ConversationSettings> changed(WrittenConversation conversation, List<EdgeHarness> nodes)
            throws Exception {
        List<Callable<List<ConversationSettings>>> devices = new ArrayList<>();
        for (int device = 0; device < nodes.size(); device++) {
            var reader = new Reading(nodes.get(device), conversation.high());
            var random = new Random(SEED + device);
            devices.add(() -> {
                List<ConversationSettings> answers = new ArrayList<>();
                for (int i = 0; i < CHANGES_PER_DEVICE; i++) {
                    answers.add(reader.set(conversation.id(), change(random)).getSettings());
                }
                return answers;
            });
        }
        List<ConversationSettings> told = new ArrayList<>();
        try (var executor = Executors.newFixedThreadPool(devices.size())) {
            for (Future<List<ConversationSettings>> answers : executor.invokeAll(devices)) {
                told.addAll(answers.get());
            }
        }
        return told;
    }

    private static ChangeSettings.Builder change(Random random) {
        return random.nextBoolean()
                ? ChangeSettings.newBuilder().setMutedUntilMs(Limits.MUTED_FOR_GOOD_MS - random.nextInt(3))
                : ChangeSettings.newBuilder()
                        .setSection(InboxSection.forNumber(1 + random.nextInt(4)))
                        .setSeq(1 + random.nextInt(5));
    }

    /// As the protocol tells clients to take settings over.
    private static ConversationSettings heard(List<ConversationSettings> told) {
        ConversationSettings mute = Collections.max(
                told,
                Comparator.comparingLong(ConversationSettings::getMuteUpdatedAtMs)
                        .thenComparingLong(ConversationSettings::getMutedUntilMs));
        ConversationSettings section = Collections.max(
                told,
                Comparator.comparingLong(ConversationSettings::getSectionUpdatedAtMs)
                        .thenComparingInt(ConversationSettings::getSectionValue)
                        .thenComparingLong(ConversationSettings::getSectionSeq));
        return section.toBuilder()
                .setMutedUntilMs(mute.getMutedUntilMs())
                .setMuteUpdatedAtMs(mute.getMuteUpdatedAtMs())
                .build();
    }
}

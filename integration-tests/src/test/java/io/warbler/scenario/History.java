package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.HistoryPage;
import io.warbler.sdk.Message;
import io.warbler.sdk.SendResult;
import io.warbler.sdk.WarblerClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// The whole history of a conversation, read page by page as a client does.
final class History {

    private static final int PAGE = 100;

    private History() {}

    static List<Message> readAll(WarblerClient client, String conversation) {
        List<List<Message>> pages = new ArrayList<>();
        HistoryPage page = client.newestHistory(conversation, PAGE)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        pages.add(page.messages());
        while (page.more()) {
            long before = page.messages().getFirst().ordinal();
            page = client.historyBefore(conversation, before, PAGE)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            pages.add(page.messages());
        }
        Collections.reverse(pages);
        return pages.stream().flatMap(List::stream).toList();
    }

    /// Every acked message is in the history once and at its seq, seqs are dense, and every device shows the same.
    static void assertAllThere(
            Map<String, SendResult.Accepted> acks, String conversation, List<RecordingDevice> devices) {
        List<Message> history = readAll(devices.getFirst().client(), conversation);
        List<Long> seqs = history.stream().map(Message::seq).toList();
        assertThat(seqs)
                .isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
        assertThat(history.stream().map(Message::text)).doesNotHaveDuplicates();
        Map<String, Long> seqsOfAcks = acks.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, ack -> ack.getValue().seq()));
        Map<String, Long> seqsOfHistory = history.stream().collect(Collectors.toMap(Message::text, Message::seq));
        assertThat(seqsOfHistory)
                .as("history of %s messages, each acked one at its seq", history.size())
                .containsAllEntriesOf(seqsOfAcks);
        for (RecordingDevice device : devices) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(device.shown(conversation)).isEqualTo(history));
        }
        assertThat(readAll(devices.getLast().client(), conversation)).isEqualTo(history);
    }
}

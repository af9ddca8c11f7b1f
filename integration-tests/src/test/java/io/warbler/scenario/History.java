package io.warbler.scenario;

import io.warbler.sdk.HistoryPage;
import io.warbler.sdk.Message;
import io.warbler.sdk.WarblerClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
}

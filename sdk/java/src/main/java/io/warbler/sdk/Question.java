package io.warbler.sdk;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ReadHistory;
import io.warbler.proto.client.v1.ReadInbox;
import io.warbler.proto.client.v1.ReadMentions;
import io.warbler.proto.client.v1.ReadPresence;
import io.warbler.proto.client.v1.SaveDraft;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** A request and how its answer is read. */
record Question<T>(ClientFrame.Builder frame, Function<ServerFrame, T> reading) {

    static Question<HistoryPage> newestHistory(String conversation, int limit) {
        return history(ReadHistory.newBuilder().setConversation(conversation).setLimit(limit));
    }

    static Question<HistoryPage> historyBefore(String conversation, long ordinal, int limit) {
        return history(ReadHistory.newBuilder()
                .setConversation(conversation)
                .setBeforeOrdinal(ordinal)
                .setLimit(limit));
    }

    static Question<HistoryPage> historyAround(String conversation, long seq, int limit) {
        return history(ReadHistory.newBuilder()
                .setConversation(conversation)
                .setAroundSeq(seq)
                .setLimit(limit));
    }

    private static Question<HistoryPage> history(ReadHistory.Builder read) {
        return new Question<>(
                ClientFrame.newBuilder().setReadHistory(read), answer -> Frames.fromProto(answer.getHistory()));
    }

    static Question<SavedDraft> saveDraft(String conversation, String text, long replyTo) {
        var save = SaveDraft.newBuilder()
                .setConversation(conversation)
                .setText(text)
                .setReplyTo(replyTo);
        return new Question<>(
                ClientFrame.newBuilder().setSaveDraft(save), answer -> Frames.fromProto(answer.getSavedDraft()));
    }

    static Question<FoundPage> search(MessageQuery query, int limit, long beforeOrdinal) {
        return new Question<>(
                ClientFrame.newBuilder().setSearchMessages(query.page(limit, beforeOrdinal)),
                answer -> Frames.fromProto(answer.getFoundMessages()));
    }

    static Question<MentionPage> mentions(int limit, String cursor) {
        var read = ReadMentions.newBuilder().setLimit(limit).setCursor(Frames.toBytes(cursor));
        return new Question<>(
                ClientFrame.newBuilder().setReadMentions(read), answer -> Frames.fromProto(answer.getMentions()));
    }

    static Question<InboxPage> inbox(int limit, String cursor) {
        return inbox(ReadInbox.newBuilder().setLimit(limit).setCursor(Frames.toBytes(cursor)));
    }

    static Question<InboxPage> inbox(InboxSection section, int limit, String cursor) {
        return inbox(ReadInbox.newBuilder()
                .setSection(SettingsFrames.toProto(section))
                .setLimit(limit)
                .setCursor(Frames.toBytes(cursor)));
    }

    private static Question<InboxPage> inbox(ReadInbox.Builder read) {
        return new Question<>(
                ClientFrame.newBuilder().setReadInbox(read), answer -> Frames.fromProto(answer.getInbox()));
    }

    static Question<List<Presence>> presence(Collection<String> users) {
        return new Question<>(
                ClientFrame.newBuilder()
                        .setReadPresence(ReadPresence.newBuilder().addAllUsers(users)),
                answer -> Frames.fromProto(answer.getPresence()));
    }
}

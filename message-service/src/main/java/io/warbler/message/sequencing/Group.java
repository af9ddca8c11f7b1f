package io.warbler.message.sequencing;

import io.warbler.proto.client.v1.Announcement;
import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupHistory;
import io.warbler.proto.client.v1.GroupInfo;
import io.warbler.proto.client.v1.GroupJoinPolicy;
import io.warbler.proto.client.v1.GroupSettings;
import io.warbler.proto.client.v1.InfoSet;
import io.warbler.proto.client.v1.SettingsSet;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.LastSend;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a group is, but for who its members are: moved on by its events and messages. Not thread-safe.
///
/// Owners decide on it; readers compute the same from the same rows when no cache tells them.
public final class Group {

    /// As many as a group had members when all of them were kept: what is stored with each head stays small. Who is not
    /// among them may write although slow mode would have them wait, after so many others have written.
    static final int MAX_LAST_SENDS = 200;

    private final SortedMap<String, LastSend> lastSends = new TreeMap<>();
    private GroupInfo info;
    private GroupSettings settings;
    private int memberCount;
    private boolean isDissolved;
    private long allMentionedSeq;
    private final InviteList invites;
    /// The default instance while nothing stands on top of the group.
    private Announcement announcement;
    private long endedSeq;

    private Group(GroupState stored) {
        info = stored.getInfo();
        settings = stored.getSettings();
        memberCount = stored.getMemberCount();
        isDissolved = stored.getDissolved();
        allMentionedSeq = stored.getAllMentionedSeq();
        invites = new InviteList(stored.getInvitesList());
        announcement = stored.getAnnouncement();
        endedSeq = stored.getEndedSeq();
        stored.getLastSendsList().forEach(it -> lastSends.put(it.getUser(), it));
    }

    /// As stored.
    public static Group of(GroupState stored) {
        return new Group(stored);
    }

    /// Moves on past an event.
    public void apply(Row.Event event) {
        GroupChange change = event.change();
        memberCount = event.memberCount();
        switch (change.getWhatCase()) {
            case CREATED -> {
                info = change.getCreated().getInfo();
                settings = change.getCreated().getSettings();
            }
            case INFO_SET -> info = merged(info, change.getInfoSet());
            case SETTINGS_SET -> settings = merged(settings, change.getSettingsSet());
            case MEMBER_REMOVED -> ended(change.getMemberRemoved().getUser(), event);
            case MEMBER_LEFT -> ended(event.actor(), event);
            case MEMBER_BANNED -> ended(change.getMemberBanned().getUser(), event);
            case DISSOLVED -> isDissolved = true;
            case ANNOUNCEMENT_SET ->
                announcement = announcement(change.getAnnouncementSet().getText(), event);
            case MEMBERS_ADDED,
                    MEMBER_UNBANNED,
                    ROLE_SET,
                    OWNERSHIP_TRANSFERRED,
                    MEMBER_MUTED,
                    MEMBER_JOINED,
                    JOIN_REQUESTED,
                    JOIN_APPROVED,
                    JOIN_DECLINED,
                    JOIN_WITHDRAWN,
                    INVITE_CREATED,
                    INVITE_REVOKED,
                    WHAT_NOT_SET -> {}
        }
        invites.apply(event);
    }

    private void ended(String user, Row.Event event) {
        lastSends.remove(user);
        endedSeq = event.seq();
    }

    /// Moves on past a message of a member.
    public void wrote(String user, long seq, long ordinal, long sentAtMs) {
        if (!user.isEmpty()) {
            var last = LastSend.newBuilder()
                    .setUser(user)
                    .setSeq(seq)
                    .setOrdinal(ordinal)
                    .setSentAtMs(sentAtMs);
            lastSends.put(user, last.build());
            if (lastSends.size() > MAX_LAST_SENDS) {
                lastSends.values().stream()
                        .min(Comparator.comparingLong(LastSend::getSeq))
                        .ifPresent(oldest -> lastSends.remove(oldest.getUser()));
            }
        }
    }

    /// Moves on past a message that mentions everybody.
    public void mentionedAll(long seq) {
        allMentionedSeq = seq;
    }

    private static Announcement announcement(String text, Row.Event event) {
        return text.isEmpty()
                ? Announcement.getDefaultInstance()
                : Announcement.newBuilder()
                        .setText(text)
                        .setActor(event.actor())
                        .setSetAtMs(event.happenedAtMs())
                        .build();
    }

    /// In the form that is stored.
    public GroupState toProto() {
        var state = GroupState.newBuilder()
                .setInfo(info)
                .setSettings(settings)
                .setMemberCount(memberCount)
                .setDissolved(isDissolved)
                .setAllMentionedSeq(allMentionedSeq)
                .setEndedSeq(endedSeq)
                .addAllLastSends(lastSends.values())
                .addAllInvites(invites.toProto());
        if (!announcement.getText().isEmpty()) {
            state.setAnnouncement(announcement);
        }
        return state.build();
    }

    InviteList invites() {
        return invites;
    }

    String announcement() {
        return announcement.getText();
    }

    GroupInfo info() {
        return info;
    }

    GroupSettings settings() {
        return settings;
    }

    /// The last event that ended a membership, or may have; 0 when none did.
    long endedSeq() {
        return endedSeq;
    }

    boolean isDissolved() {
        return isDissolved;
    }

    Optional<LastSend> lastSendOf(String user) {
        return Optional.ofNullable(lastSends.get(user));
    }

    static GroupInfo merged(GroupInfo info, InfoSet set) {
        var merged = info.toBuilder();
        if (set.hasTitle()) {
            merged.setTitle(set.getTitle());
        }
        if (set.hasDescription()) {
            merged.setDescription(set.getDescription());
        }
        if (set.hasAvatar()) {
            merged.setAvatar(set.getAvatar());
        }
        return merged.build();
    }

    static GroupSettings merged(GroupSettings settings, SettingsSet set) {
        var merged = settings.toBuilder();
        if (set.getMaySend() != GroupAudience.GROUP_AUDIENCE_UNSPECIFIED) {
            merged.setMaySend(set.getMaySend());
        }
        if (set.getMayInvite() != GroupAudience.GROUP_AUDIENCE_UNSPECIFIED) {
            merged.setMayInvite(set.getMayInvite());
        }
        if (set.getMayEditInfo() != GroupAudience.GROUP_AUDIENCE_UNSPECIFIED) {
            merged.setMayEditInfo(set.getMayEditInfo());
        }
        if (set.getMayMentionAll() != GroupAudience.GROUP_AUDIENCE_UNSPECIFIED) {
            merged.setMayMentionAll(set.getMayMentionAll());
        }
        if (set.getHistory() != GroupHistory.GROUP_HISTORY_UNSPECIFIED) {
            merged.setHistory(set.getHistory());
        }
        if (set.getMayPin() != GroupAudience.GROUP_AUDIENCE_UNSPECIFIED) {
            merged.setMayPin(set.getMayPin());
        }
        if (set.hasSlowModeSeconds()) {
            merged.setSlowModeSeconds(set.getSlowModeSeconds());
        }
        if (set.getJoinPolicy() != GroupJoinPolicy.GROUP_JOIN_POLICY_UNSPECIFIED) {
            merged.setJoinPolicy(set.getJoinPolicy());
        }
        if (set.hasJoinQuestion()) {
            merged.setJoinQuestion(set.getJoinQuestion());
        }
        return merged.build();
    }

    /// @param withQuestion the question is told also when there is none; changes of the releases before told nothing
    static SettingsSet full(GroupSettings settings, boolean withQuestion) {
        var full = SettingsSet.newBuilder()
                .setMaySend(settings.getMaySend())
                .setMayInvite(settings.getMayInvite())
                .setMayEditInfo(settings.getMayEditInfo())
                .setMayMentionAll(settings.getMayMentionAll())
                .setHistory(settings.getHistory())
                .setSlowModeSeconds(settings.getSlowModeSeconds())
                .setMayPin(settings.getMayPin())
                .setJoinPolicy(settings.getJoinPolicy());
        if (withQuestion || !settings.getJoinQuestion().isEmpty()) {
            full.setJoinQuestion(settings.getJoinQuestion());
        }
        return full.build();
    }

    /// Whether who wants to join is to be asked something, and it is not said what.
    static boolean lacksQuestion(GroupSettings settings) {
        return settings.getJoinPolicy() == GroupJoinPolicy.GROUP_JOIN_POLICY_QUESTION
                && settings.getJoinQuestion().isBlank();
    }

    static InfoSet full(GroupInfo info) {
        return InfoSet.newBuilder()
                .setTitle(info.getTitle())
                .setDescription(info.getDescription())
                .setAvatar(info.getAvatar())
                .build();
    }

    /// Settings as a group begins with them. Who may pin is left open, as it was before there were pins: decisions on
    /// old
    /// records stay as they are.
    static GroupSettings withDefaults(GroupSettings asked) {
        var defaults = GroupSettings.newBuilder()
                .setMaySend(GroupAudience.GROUP_AUDIENCE_EVERYONE)
                .setMayInvite(GroupAudience.GROUP_AUDIENCE_ADMINS)
                .setMayEditInfo(GroupAudience.GROUP_AUDIENCE_ADMINS)
                .setHistory(GroupHistory.GROUP_HISTORY_FROM_JOIN)
                .build();
        // proto3 merges what is set; an unspecified enum and 0 are not
        return defaults.toBuilder().mergeFrom(asked).build();
    }

    /// Settings of a channel, where its kind says who may do what and nobody is slowed down. Whoever comes reads it
    /// from
    /// the start unless it says otherwise.
    static GroupSettings inChannel(GroupSettings asked) {
        var settings = asked.toBuilder()
                .setMaySend(GroupAudience.GROUP_AUDIENCE_ADMINS)
                .setMayInvite(GroupAudience.GROUP_AUDIENCE_ADMINS)
                .setMayEditInfo(GroupAudience.GROUP_AUDIENCE_ADMINS)
                .setMayPin(GroupAudience.GROUP_AUDIENCE_ADMINS)
                .setMayMentionAll(GroupAudience.GROUP_AUDIENCE_ADMINS)
                .clearSlowModeSeconds();
        if (asked.getHistory() == GroupHistory.GROUP_HISTORY_UNSPECIFIED) {
            settings.setHistory(GroupHistory.GROUP_HISTORY_FROM_START);
        }
        return settings.build();
    }
}

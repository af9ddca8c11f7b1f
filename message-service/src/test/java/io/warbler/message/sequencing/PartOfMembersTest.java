package io.warbler.message.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.GroupRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// An owner that knows only those members whom it looked up decides as one that knows all.
class PartOfMembersTest {

    private static final int FEW = 2;

    private final GroupFixture log = new GroupFixture();
    private final ConversationState whole = new ConversationState(GroupFixture.GROUP);
    private ConversationState part = new ConversationState(GroupFixture.GROUP, FEW, 0);
    private final List<Row.GroupMember> stored = new ArrayList<>();
    private int lookedUp;
    private int completed;

    @RepeatedTest(200)
    void decidesTheSameWhateverIsForgotten(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        step(log.create(GroupFixture.user(1), GroupFixture.user(2), GroupFixture.user(3)));
        for (int i = 0; i < 300; i++) {
            UserId actor = random.nextInt(3) == 0 ? GroupFixture.OWNER : GroupFixture.user(random.nextInt(8));
            step(random.nextInt(4) == 0 ? log.send(actor, 1 + random.nextInt(5)) : log.randomChange(random, actor));
            if (random.nextInt(5) == 0) {
                part.forgetPlaces();
            }
        }
        assertThat(lookedUp + completed).isPositive();
    }

    @Test
    void nobodyOfAPartIsAskedForWithoutHavingBeenLookedUp() {
        step(log.create(GroupFixture.user(1), GroupFixture.user(2)));
        part.forgetPlaces();

        assertThat(part.memberCount()).isEqualTo(3);
        assertThat(part.unknownOf(Set.of(GroupFixture.OWNER.value()))).hasSize(1);
        assertThatThrownBy(() -> part.member(GroupFixture.OWNER.value()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected: looked up");
        assertThatThrownBy(part::memberIds).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void ownerAndAdminsAreKnownByNameUntilTheyAreTooMany() {
        var managers = new MemberList();
        for (int i = 0; i < MemberList.MOST_MANAGERS; i++) {
            managers.restore("u" + i, admin());
        }
        assertThat(managers.managers()).hasSize(MemberList.MOST_MANAGERS);
        managers.restore("u0", MemberState.NONE);
        assertThat(managers.managers()).hasSize(MemberList.MOST_MANAGERS - 1).doesNotContain("u0");

        managers.restore("u0", admin());
        managers.restore("one more", admin());
        managers.restore("one more", MemberState.NONE);

        assertThat(managers.managers()).isEmpty();
        assertThat(managers.counts().getManyManagers()).isTrue();
    }

    private static MemberState admin() {
        var joined = new MemberState.Joined(1, 0, Position.START);
        return new MemberState(GroupRole.GROUP_ROLE_ADMIN, joined, 0, 0, false, 0, MemberState.Asked.NEVER);
    }

    @Test
    void fewAreHeldBetweenTwoBatchesHoweverManyWereAskedAbout() {
        part = new ConversationState(GroupFixture.GROUP, FEW, 3);
        step(log.create(GroupFixture.user(1), GroupFixture.user(2), GroupFixture.user(3)));
        Set<String> fourth = Set.of(GroupFixture.user(4).value());

        part.forgetPlaces();
        assertThat(part.unknownOf(Set.of(GroupFixture.OWNER.value()))).hasSize(1);
        for (int i = 4; i < 7; i++) {
            part.lookedUp(GroupFixture.user(i).value(), MemberState.NONE);
        }
        part.forgetPlaces();
        assertThat(part.unknownOf(fourth)).isEmpty();
        part.lookedUp(GroupFixture.user(7).value(), MemberState.NONE);
        part.forgetPlaces();
        assertThat(part.unknownOf(fourth)).hasSize(1);
    }

    private void step(LogEntry entry) {
        boolean isLeaving = Involved.mayEndOne(entry.record());
        if (part.wantsAll(isLeaving ? 1 : 0)) {
            completed++;
            part.complete(placesAt(part.lookedUpAt()));
        }
        for (String user : part.unknownOf(Involved.in(entry.record()))) {
            lookedUp++;
            part.lookedUp(user, placesAt(part.lookedUpAt()).getOrDefault(user, MemberState.NONE));
        }
        Decision expected = ChangeFixture.decide(whole, entry);
        Decision decision = ChangeFixture.decide(part, entry);
        assertThat(decision.verdict()).isEqualTo(expected.verdict());
        assertThat(decision.rows()).isEqualTo(expected.rows());
        if (expected.appended() != null) {
            var appended = Objects.requireNonNull(decision.appended());
            assertThat(appended.group()).isEqualTo(expected.appended().group());
            assertThat(appended.crowd().before())
                    .isEqualTo(expected.appended().crowd().before());
            assertThat(appended.crowd().changed())
                    .isEqualTo(expected.appended().crowd().changed());
        }
        if (part.memberCount() <= FEW) {
            assertThat(part.told()).isEqualTo(whole.told());
        }
        decision.rows().stream()
                .filter(Row.GroupMember.class::isInstance)
                .map(Row.GroupMember.class::cast)
                .forEach(stored::add);
    }

    private Map<String, MemberState> placesAt(Position at) {
        Map<String, MemberState> places = new HashMap<>();
        for (Row.GroupMember row : stored) {
            if (!at.isBefore(row.stamp().position())) {
                places.put(row.user(), row.state());
            }
        }
        return places;
    }
}

package io.warbler.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.sdk.InboxSection;
import io.warbler.sdk.group.GroupSettings.JoinPolicy;
import io.warbler.sdk.group.InviteLink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

    @Test
    void whatIsNoCommandIsSaid() {
        assertThat(Order.parse("hello /open")).isEqualTo(new Order.Say("hello /open"));
    }

    @Test
    void twoSlashesBeginATextWithOne() {
        assertThat(Order.parse("//open is a command")).isEqualTo(new Order.Say("/open is a command"));
    }

    @Test
    void commandsTakeNames() {
        assertThat(Order.parse("/open  Bob ")).isEqualTo(new Order.Open("bob"));
        assertThat(Order.parse("/OPEN bob")).isEqualTo(new Order.Open("bob"));
        assertThat(Order.parse("/accept bob")).isEqualTo(new Order.Accept("bob"));
        assertThat(Order.parse("/find Bo.")).isEqualTo(new Order.Find("bo."));
        assertThat(Order.parse("/decline bob")).isEqualTo(new Order.Decline("bob"));
        assertThat(Order.parse("/cancel bob")).isEqualTo(new Order.Cancel("bob"));
        assertThat(Order.parse("/remove bob")).isEqualTo(new Order.Remove("bob"));
        assertThat(Order.parse("/block bob")).isEqualTo(new Order.Block("bob"));
        assertThat(Order.parse("/unblock bob")).isEqualTo(new Order.Unblock("bob"));
    }

    @Test
    void messagesAreCountedFromTheLastOne() {
        assertThat(Order.parse("/reply yes, 2 of them")).isEqualTo(new Order.Reply(1, "yes, 2 of them"));
        assertThat(Order.parse("/reply 2 yes")).isEqualTo(new Order.Reply(2, "yes"));
        assertThat(Order.parse("/reply 2")).isEqualTo(new Order.Reply(1, "2"));
        assertThat(Order.parse("/reply")).isInstanceOf(Order.Unknown.class);
        assertThat(Order.parse("/forward Bob")).isEqualTo(new Order.Forward("bob", 1));
        assertThat(Order.parse("/forward bob 3")).isEqualTo(new Order.Forward("bob", 3));
        assertThat(Order.parse("/forward bob carol")).isInstanceOf(Order.Unknown.class);
        assertThat(Order.parse("/mentions")).isEqualTo(new Order.Mentions());
    }

    @Test
    void pollsHaveAQuestionAndAnswers() {
        assertThat(Order.parse("/poll Lunch? | pizza |  soup "))
                .isEqualTo(new Order.AskPoll("Lunch?", List.of("pizza", "soup")));
        assertThat(Order.parse("/poll Lunch? | pizza")).isInstanceOf(Order.Unknown.class);
        assertThat(Order.parse("/poll | pizza | soup")).isInstanceOf(Order.Unknown.class);
        assertThat(Order.parse("/vote 3 1 3")).isEqualTo(new Order.Vote(List.of(1, 3)));
        assertThat(Order.parse("/vote none")).isEqualTo(new Order.Vote(List.of()));
        assertThat(Order.parse("/vote pizza")).isInstanceOf(Order.Unknown.class);
        assertThat(Order.parse("/endpoll")).isEqualTo(new Order.EndPoll());
    }

    @Test
    void settingsAreOfTheOpenConversation() {
        assertThat(Order.parse("/silence")).isEqualTo(new Order.Silence(null));
        assertThat(Order.parse("/silence 8h")).isEqualTo(new Order.Silence(Duration.ofHours(8)));
        assertThat(Order.parse("/silence off")).isEqualTo(new Order.Silence(Duration.ZERO));
        assertThat(Order.parse("/silence never")).isInstanceOf(Order.Unknown.class);
        assertThat(Order.parse("/pinchat")).isEqualTo(new Order.Put(InboxSection.PINNED));
        assertThat(Order.parse("/archive")).isEqualTo(new Order.Put(InboxSection.ARCHIVED));
        assertThat(Order.parse("/hide")).isEqualTo(new Order.Put(InboxSection.HIDDEN));
        assertThat(Order.parse("/putback")).isEqualTo(new Order.Put(InboxSection.LISTED));
        assertThat(Order.parse("/archive bob")).isInstanceOf(Order.Unknown.class);
        assertThat(Order.parse("/inbox archived")).isEqualTo(new Order.Inbox(InboxSection.ARCHIVED));
        assertThat(Order.parse("/inbox all")).isInstanceOf(Order.Unknown.class);
    }

    @Test
    void aMessageIsDeletedForAllOrForOneself() {
        assertThat(Order.parse("/delete 2")).isEqualTo(new Order.Delete(2));
        assertThat(Order.parse("/deleteforme")).isEqualTo(new Order.DeleteForMe(1));
        assertThat(Order.parse("/deleteforme 3")).isEqualTo(new Order.DeleteForMe(3));
        assertThat(Order.parse("/deleteforme it")).isInstanceOf(Order.Unknown.class);
    }

    @Test
    void whatIsSaidLaterHasATime() {
        assertThat(Order.parse("/later 8h good  morning"))
                .isEqualTo(new Order.SayLater(Duration.ofHours(8), "good  morning"));
        assertThat(Order.parse("/later soon hello")).isInstanceOf(Order.Unknown.class);
        assertThat(Order.parse("/later 8h")).isInstanceOf(Order.Unknown.class);
        assertThat(Order.parse("/scheduled")).isEqualTo(new Order.Scheduled());
        assertThat(Order.parse("/unschedule 2")).isEqualTo(new Order.Unschedule(2));
        assertThat(Order.parse("/unschedule it")).isInstanceOf(Order.Unknown.class);
    }

    @Test
    void aRequestTakesAFewWords() {
        assertThat(Order.parse("/add Bob")).isEqualTo(new Order.Add("bob", ""));
        assertThat(Order.parse("/add bob  It's  me")).isEqualTo(new Order.Add("bob", "It's  me"));
    }

    @Test
    void sessionsAreEndedByNumberOrTogether() {
        assertThat(Order.parse("/end 2")).isEqualTo(new Order.EndSession(2));
        assertThat(Order.parse("/end others")).isEqualTo(new Order.EndOthers());
    }

    @Test
    void aStatusIsTakenWordForWord() {
        assertThat(Order.parse("/status  At  sea ")).isEqualTo(new Order.Status("At  sea"));
        assertThat(Order.parse("/status")).isEqualTo(new Order.Status(""));
    }

    @Test
    void everyCommandOfTheGuideIsOne() {
        assertThat(Guide.COMMANDS).allSatisfy(command -> {
            assertThat(Order.parse(command + " bob"))
                    .isNotEqualTo(Order.parse(command + "x bob"))
                    .isNotInstanceOf(Order.Say.class);
            assertThat(Guide.HELP + " /help ").contains(command + " ");
        });
    }

    @Test
    void groupsAreMadeWithATitleAndNames() {
        assertThat(Order.parse("/group Team")).isEqualTo(new Order.CreateGroup("Team", List.of()));
        assertThat(Order.parse("/group Team Bob  carol"))
                .isEqualTo(new Order.CreateGroup("Team", List.of("bob", "carol")));
        assertThat(Order.parse("/group \"My team\" bob")).isEqualTo(new Order.CreateGroup("My team", List.of("bob")));
        assertThat(Order.parse("/channel \"The news\" bob"))
                .isEqualTo(new Order.CreateChannel("The news", List.of("bob")));
        assertThat(Order.parse("/open #My Team")).isEqualTo(new Order.Open("#my team"));
    }

    @Test
    void membersAreNamedWithWhatBecomesOfThem() {
        assertThat(Order.parse("/kick Bob")).isEqualTo(new Order.Kick("bob"));
        assertThat(Order.parse("/role bob Admin")).isEqualTo(new Order.SetRole("bob", true));
        assertThat(Order.parse("/role bob member")).isEqualTo(new Order.SetRole("bob", false));
        assertThat(Order.parse("/mute bob 10m")).isEqualTo(new Order.Mute("bob", Duration.ofMinutes(10)));
        assertThat(Order.parse("/mute bob 2d")).isEqualTo(new Order.Mute("bob", Duration.ofDays(2)));
        assertThat(Order.parse("/mute bob off")).isEqualTo(new Order.Unmute("bob"));
        assertThat(Order.parse("/rename Our crew")).isEqualTo(new Order.Rename("Our crew"));
    }

    @Test
    void peopleComeInByLinks() {
        String text = "warbler:g00000000000000000000000000000001/join/AAECAwQFBgcICQoLDA0ODw";
        InviteLink link = InviteLink.parse(text).orElseThrow();

        assertThat(Order.parse("/join " + text)).isEqualTo(new Order.Join(link, ""));
        assertThat(Order.parse("/join " + text + " Bob sent me")).isEqualTo(new Order.Join(link, "Bob sent me"));
        assertThat(Order.parse("/join " + text + " off")).isEqualTo(new Order.Unask(link));
        assertThat(Order.parse("/invite")).isEqualTo(new Order.MakeInvite(null, 0));
        assertThat(Order.parse("/invite 1d 10")).isEqualTo(new Order.MakeInvite(Duration.ofDays(1), 10));
        assertThat(Order.parse("/revoke 12")).isEqualTo(new Order.Revoke(12));
        assertThat(Order.parse("/admit Bob")).isEqualTo(new Order.Admit("bob"));
        assertThat(Order.parse("/turnaway bob")).isEqualTo(new Order.TurnAway("bob"));
        assertThat(Order.parse("/entry closed")).isEqualTo(new Order.SetEntry(JoinPolicy.CLOSED, ""));
        assertThat(Order.parse("/entry question Who sent you?"))
                .isEqualTo(new Order.SetEntry(JoinPolicy.QUESTION, "Who sent you?"));
        assertThat(Order.parse("/announce We meet")).isEqualTo(new Order.Announce("We meet"));
        assertThat(Order.parse("/announce off")).isEqualTo(new Order.Announce(""));
    }

    @Test
    void historyTakesACount() {
        assertThat(Order.parse("/history")).isEqualTo(new Order.History(20));
        assertThat(Order.parse("/history 7")).isEqualTo(new Order.History(7));
    }

    @Test
    void awayAndBackTakeNothing() {
        assertThat(Order.parse("/away")).isEqualTo(new Order.Away());
        assertThat(Order.parse("/back now")).isEqualTo(new Order.Back());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open",
                "/nonsense",
                "/history 0",
                "/history 101",
                "/history x",
                "/accept bob and carol",
                "/end",
                "/end 0",
                "/end all",
                "/device",
                "/block",
                "/group",
                "/channel",
                "/kick",
                "/kick bob carol",
                "/role bob",
                "/role bob owner",
                "/mute bob",
                "/mute bob 0m",
                "/mute bob soon",
                "/join",
                "/join warbler:g00000000000000000000000000000001/12",
                "/invite soon",
                "/invite 10 20",
                "/revoke x",
                "/admit",
                "/entry",
                "/entry question",
                "/entry open question",
                "/announce",
                "/rename"
            })
    void nonsenseIsExplained(String line) {
        assertThat(Order.parse(line)).isInstanceOf(Order.Unknown.class);
    }

    @Test
    void anEmptyLineIsNothing() {
        assertThat(Order.parse("  ")).isEqualTo(new Order.Nothing());
    }
}

package io.warbler.test.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Rules about words: one term per thing (docs/glossary.md), and none that says nothing.
final class NamingRules {

    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+");

    private static final Set<String> EMPTY_WORDS = Set.of(
            "Util", "Utils", "Helper", "Manager", "Impl", "Dto", "DTO", "Base", "Common", "Data", "Info", "Processor");

    /// Synonym → the word of the glossary.
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("Account", "User"),
            Map.entry("Uid", "UserId"),
            Map.entry("Room", "Conversation"),
            Map.entry("Chat", "Conversation"),
            Map.entry("Dialog", "Conversation"),
            Map.entry("Packet", "Frame"),
            Map.entry("Envelope", "Frame"),
            Map.entry("Participant", "Membership"),
            Map.entry("Msg", "Message"),
            Map.entry("Publication", "Message"),
            Map.entry("Roster", "Friendship"),
            Map.entry("Buddy", "Friendship"),
            Map.entry("Contact", "Friendship"),
            Map.entry("Recents", "Inbox"),
            Map.entry("Badge", "Unread"),
            Map.entry("Composing", "Typing"),
            Map.entry("Backfill", "Sync"),
            Map.entry("Broadcast", "Fan-out"));

    private NamingRules() {}

    /// A name says what a type is.
    static ArchRule noEmptyWords() {
        return classes().should(haveNoWordOf(EMPTY_WORDS)).as("type names have no word that says nothing");
    }

    /// The vocabulary of docs/glossary.md; words listed in `allowed` are fine here.
    static ArchRule wordsOfTheGlossary(Set<String> allowed) {
        return classes().should(useTheGlossary(allowed)).as("type names use the words of docs/glossary.md");
    }

    /// A topic is Kafka's: as a word of the domain it would be a Conversation.
    static ArchRule topicsAreKafkas() {
        return classes().should(new ArchCondition<JavaClass>("name only Kafka's topics Topic") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (words(type).contains("Topic") && !isNearKafka(type)) {
                    events.add(violation(type, "Topic", "Conversation"));
                }
            }
        });
    }

    /// The words of a simple name: `SendGrpcService` → Send, Grpc, Service.
    static Set<String> words(JavaClass type) {
        var words = new HashSet<String>();
        var matcher = WORD.matcher(type.getSimpleName());
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static boolean isNearKafka(JavaClass type) {
        return type.getPackageName().matches(".*\\.(kafka|migrat\\w*|stack|log)(\\..*)?")
                || type.getSimpleName().startsWith("Kafka")
                || type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(to -> to.getTargetClass().getPackageName().startsWith("org.apache.kafka"));
    }

    private static ArchCondition<JavaClass> haveNoWordOf(Set<String> banned) {
        return new ArchCondition<>("have no word of " + banned) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                words(type).stream()
                        .filter(banned::contains)
                        .forEach(word -> events.add(violation(type, word, "a word that says what it is")));
            }
        };
    }

    private static ArchCondition<JavaClass> useTheGlossary(Set<String> allowed) {
        return new ArchCondition<>("use the glossary") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                words(type).stream()
                        .filter(word -> SYNONYMS.containsKey(word) && !allowed.contains(word))
                        .forEach(word -> events.add(violation(type, word, SYNONYMS.getOrDefault(word, ""))));
            }
        };
    }

    private static ConditionEvent violation(JavaClass type, String word, String expected) {
        return SimpleConditionEvent.violated(type, type.getName() + ": " + word + " (expected: " + expected + ")");
    }
}

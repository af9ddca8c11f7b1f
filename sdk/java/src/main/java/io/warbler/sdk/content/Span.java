package io.warbler.sdk.content;

/**
 * A style of a part of a text, or what that part stands for.
 *
 * @param offset index of its first {@code char}
 * @param length how many, 1 or more
 * @param style what it is
 * @param target the address of a link or the id of the user who is mentioned; else empty
 */
public record Span(int offset, int length, Style style, String target) {

    /** What a span can be. */
    public enum Style {
        /** Bold. */
        BOLD,
        /** Italic. */
        ITALIC,
        /** Code inside of a line. */
        CODE,
        /** A block of code. */
        PRE,
        /** Leads to {@code target}. */
        LINK,
        /** Hidden until the reader asks for it. */
        SPOILER,
        /** Struck through. */
        STRIKETHROUGH,
        /** Names the user {@code target}. */
        MENTION,
        /** Names every member of a group. */
        MENTION_ALL,
        /** Something that this version does not know. */
        UNKNOWN
    }
}

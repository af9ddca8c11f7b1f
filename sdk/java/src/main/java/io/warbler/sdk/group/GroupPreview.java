package io.warbler.sdk.group;

/**
 * What the holder of an invite sees of a group.
 *
 * @param title written by others, like avatar and question: clean it before it reaches a terminal or a page
 * @param avatar may be empty
 * @param joinQuestion what is asked of who wants to join; may be empty
 * @param member the user is one already
 * @param request what became of the user's last request
 */
public record GroupPreview(
        String conversation,
        String title,
        String avatar,
        int memberCount,
        GroupSettings.JoinPolicy joinPolicy,
        String joinQuestion,
        boolean member,
        JoinRequest.State request) {}

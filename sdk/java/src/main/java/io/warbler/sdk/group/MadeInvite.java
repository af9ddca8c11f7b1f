package io.warbler.sdk.group;

import java.util.Optional;

/**
 * An invite that was made.
 *
 * @param link what to give on. Empty when the first answer was lost: nobody has it then; revoke the invite and make
 *     another
 */
public record MadeInvite(Invite invite, Optional<InviteLink> link) {}

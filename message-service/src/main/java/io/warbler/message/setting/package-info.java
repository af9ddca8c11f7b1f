/// What users set for a conversation, for themselves: muted, pinned, archived, hidden.
@NullMarked
package io.warbler.message.setting;

import org.jspecify.annotations.NullMarked;

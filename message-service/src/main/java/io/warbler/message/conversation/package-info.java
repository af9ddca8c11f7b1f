/// What a conversation is and who belongs to it, as stored by the owner of its log partition.
@NullMarked
package io.warbler.message.conversation;

import org.jspecify.annotations.NullMarked;

/// Takes changes of users' relations into the log of their DIRECT conversation.
@NullMarked
package io.warbler.message.policy;

import org.jspecify.annotations.NullMarked;

/// Where users are mentioned, as the owner of the log partition stored it with the messages.
@NullMarked
package io.warbler.message.mention;

import org.jspecify.annotations.NullMarked;

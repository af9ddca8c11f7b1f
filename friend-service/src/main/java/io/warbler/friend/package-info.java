/// friend-service: who is friends with whom, and who refuses whom.
@NullMarked
package io.warbler.friend;

import org.jspecify.annotations.NullMarked;

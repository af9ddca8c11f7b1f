/// The doors of groups over REST: changes that wait for their verdict, and the list of members.
@NullMarked
package io.warbler.message.group;

import org.jspecify.annotations.NullMarked;

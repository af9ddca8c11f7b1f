/// Who of the users on this node may be told of which large groups: deliveries of those name no users.
@NullMarked
package io.warbler.gateway.large;

import org.jspecify.annotations.NullMarked;

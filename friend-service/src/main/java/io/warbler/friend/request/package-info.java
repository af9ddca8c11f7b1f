/// Friend requests: ask, accept, list.
@NullMarked
package io.warbler.friend.request;

import org.jspecify.annotations.NullMarked;

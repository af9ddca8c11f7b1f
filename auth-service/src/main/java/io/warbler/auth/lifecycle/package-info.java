/** What becomes of users: another password, disabled, deleted. */
@NullMarked
package io.warbler.auth.lifecycle;

import org.jspecify.annotations.NullMarked;

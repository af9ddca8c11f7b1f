/** Users and their names: register, find. */
@NullMarked
package io.warbler.auth.user;

import org.jspecify.annotations.NullMarked;

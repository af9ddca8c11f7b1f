/** Sessions: login, refresh, logout. */
@NullMarked
package io.warbler.auth.session;

import org.jspecify.annotations.NullMarked;

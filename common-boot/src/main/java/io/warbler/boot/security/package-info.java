/** Access tokens: who may call the REST endpoints and on whose behalf. */
@NullMarked
package io.warbler.boot.security;

import org.jspecify.annotations.NullMarked;

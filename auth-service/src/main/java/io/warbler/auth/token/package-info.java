/** Access tokens and the keys that sign them. */
@NullMarked
package io.warbler.auth.token;

import org.jspecify.annotations.NullMarked;

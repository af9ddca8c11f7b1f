/** What users say about themselves. */
@NullMarked
package io.warbler.auth.profile;

import org.jspecify.annotations.NullMarked;

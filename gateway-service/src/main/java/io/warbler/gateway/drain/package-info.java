/** Leaving: goodbye frames, waiting for verdicts, close 4000. */
@NullMarked
package io.warbler.gateway.drain;

import org.jspecify.annotations.NullMarked;

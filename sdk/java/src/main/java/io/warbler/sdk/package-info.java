/**
 * The socket part: send with a durable outbox, receive in order without gaps and duplicates. Begin with
 * {@link io.warbler.sdk.WarblerClient}.
 */
@NullMarked
package io.warbler.sdk;

import org.jspecify.annotations.NullMarked;

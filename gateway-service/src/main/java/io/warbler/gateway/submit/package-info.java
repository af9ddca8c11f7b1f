/** Sends on their way to message-service: streams, batches, resends, deadlines, log generations. */
@NullMarked
package io.warbler.gateway.submit;

import org.jspecify.annotations.NullMarked;

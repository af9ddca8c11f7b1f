/// The way in: submit streams of gateways become records of the log, in order per conversation.
@NullMarked
package io.warbler.message.ingress;

import org.jspecify.annotations.NullMarked;

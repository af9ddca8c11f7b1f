/** Routes in Redis and the announced nonce. */
@NullMarked
package io.warbler.gateway.route;

import org.jspecify.annotations.NullMarked;

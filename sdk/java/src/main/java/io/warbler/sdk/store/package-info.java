/** What a client keeps between runs: its outbox and how far it holds the conversations. */
@NullMarked
package io.warbler.sdk.store;

import org.jspecify.annotations.NullMarked;

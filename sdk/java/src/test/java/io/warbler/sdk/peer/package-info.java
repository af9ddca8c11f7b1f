/** A protocol peer for failure cases: speaks the real frames over a real socket, and misbehaves when told. */
@NullMarked
package io.warbler.sdk.peer;

import org.jspecify.annotations.NullMarked;

/// The calls between services: all there are, and who gets what.
@NullMarked
package io.warbler.grpc;

import org.jspecify.annotations.NullMarked;

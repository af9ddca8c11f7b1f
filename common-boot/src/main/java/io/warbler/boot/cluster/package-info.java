/** How services call each other: the cluster token on every gRPC call, channels, targets. */
@NullMarked
package io.warbler.boot.cluster;

import org.jspecify.annotations.NullMarked;

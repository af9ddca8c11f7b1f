/** Load balancers in front: which of them are believed, and what they tell of clients' addresses. */
@NullMarked
package io.warbler.gateway.balancer;

import org.jspecify.annotations.NullMarked;

/** The way from a service to the sockets of users: topic `delivery`. */
@NullMarked
package io.warbler.boot.delivery;

import org.jspecify.annotations.NullMarked;

/// What gateways have to know of large groups.
@NullMarked
package io.warbler.message.large;

import org.jspecify.annotations.NullMarked;

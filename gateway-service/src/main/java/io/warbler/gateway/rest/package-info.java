/** REST routes to the services, problems, size limit. */
@NullMarked
package io.warbler.gateway.rest;

import org.jspecify.annotations.NullMarked;

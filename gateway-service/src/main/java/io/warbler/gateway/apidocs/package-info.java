/** The OpenAPI document of all services, and a page to read it. */
@NullMarked
package io.warbler.gateway.apidocs;

import org.jspecify.annotations.NullMarked;

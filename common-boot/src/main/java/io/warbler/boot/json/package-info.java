/** Strict reading of JSON. */
@NullMarked
package io.warbler.boot.json;

import org.jspecify.annotations.NullMarked;

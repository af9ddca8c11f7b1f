/** The REST API against its document: what it promises, what it refuses, and that it lists everything. */
@NullMarked
package io.warbler.rest;

import org.jspecify.annotations.NullMarked;

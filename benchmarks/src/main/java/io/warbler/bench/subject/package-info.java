/// A server that is measured.
@NullMarked
package io.warbler.bench.subject;

import org.jspecify.annotations.NullMarked;

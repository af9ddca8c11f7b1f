/// Measures Warbler and, beside it, another server under the same load.
@NullMarked
package io.warbler.bench;

import org.jspecify.annotations.NullMarked;

/// The documentation is tested like code: what it shows must be true.
@NullMarked
package io.warbler.test.docs;

import org.jspecify.annotations.NullMarked;

/// What can be checked only when every module is built.
@NullMarked
package io.warbler.quality;

import org.jspecify.annotations.NullMarked;

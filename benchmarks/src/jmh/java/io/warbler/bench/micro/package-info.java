/// Steps of the path of a message, each by itself.
@NullMarked
package io.warbler.bench.micro;

import org.jspecify.annotations.NullMarked;

/** What a message contains, as values; and how to make it. */
@NullMarked
package io.warbler.sdk.content;

import org.jspecify.annotations.NullMarked;

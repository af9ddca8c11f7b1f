/// What a message contains: whether its form is right, what kind it is, whom it mentions, and the short text that
/// stands for it.
@NullMarked
package io.warbler.message.content;

import org.jspecify.annotations.NullMarked;

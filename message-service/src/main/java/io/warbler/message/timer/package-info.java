/// What has to happen at a time: the owner of a log partition looks at what is due, and has it done.
@NullMarked
package io.warbler.message.timer;

import org.jspecify.annotations.NullMarked;

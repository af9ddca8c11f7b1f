/// What users have written and not sent, kept for their other devices.
@NullMarked
package io.warbler.message.draft;

import org.jspecify.annotations.NullMarked;

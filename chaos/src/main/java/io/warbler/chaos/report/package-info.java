/// One page about a run: Markdown, and HTML with a picture of its time-line.
@NullMarked
package io.warbler.chaos.report;

import org.jspecify.annotations.NullMarked;

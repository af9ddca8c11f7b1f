/// What is told of a measurement: table, Markdown, plots.
@NullMarked
package io.warbler.bench.report;

import org.jspecify.annotations.NullMarked;

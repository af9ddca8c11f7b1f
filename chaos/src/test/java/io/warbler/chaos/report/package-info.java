/// Tests of reports.
@NullMarked
package io.warbler.chaos.report;

import org.jspecify.annotations.NullMarked;

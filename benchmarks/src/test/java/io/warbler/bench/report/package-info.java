@NullMarked
package io.warbler.bench.report;

import org.jspecify.annotations.NullMarked;

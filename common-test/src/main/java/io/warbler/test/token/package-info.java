/** Access tokens for tests: good ones, and every kind that must be refused. */
@NullMarked
package io.warbler.test.token;

import org.jspecify.annotations.NullMarked;

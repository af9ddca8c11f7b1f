/// Tests of services.
@NullMarked
package io.warbler.stack.service;

import org.jspecify.annotations.NullMarked;

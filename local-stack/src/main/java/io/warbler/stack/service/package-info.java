/// The five services, from their jars, with the settings of one machine.
@NullMarked
package io.warbler.stack.service;

import org.jspecify.annotations.NullMarked;

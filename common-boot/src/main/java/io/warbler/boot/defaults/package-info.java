/** The settings that every service shares, and the parts of Spring Boot that none uses. */
@NullMarked
package io.warbler.boot.defaults;

import org.jspecify.annotations.NullMarked;

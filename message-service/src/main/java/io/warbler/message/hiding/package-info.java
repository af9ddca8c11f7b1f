/// What users have hidden from themselves: a set of seqs per user and conversation that only grows.
@NullMarked
package io.warbler.message.hiding;

import org.jspecify.annotations.NullMarked;

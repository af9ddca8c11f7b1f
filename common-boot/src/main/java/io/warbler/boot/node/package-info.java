/** Who this process is in the cluster, and its clock. */
@NullMarked
package io.warbler.boot.node;

import org.jspecify.annotations.NullMarked;

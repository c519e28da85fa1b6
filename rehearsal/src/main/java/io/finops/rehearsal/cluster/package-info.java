/** What is proven on a real cluster: that payments go on while pods are replaced, evicted, killed and multiplied. */
@NullMarked
package io.finops.rehearsal.cluster;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.finops.rehearsal.cluster;

import org.jspecify.annotations.NullMarked;

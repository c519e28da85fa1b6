@NullMarked
package io.finops.rehearsal.hostile;

import org.jspecify.annotations.NullMarked;

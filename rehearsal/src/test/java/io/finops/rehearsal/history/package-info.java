/** Tests of the history that is loaded before the first start. */
@NullMarked
package io.finops.rehearsal.history;

import org.jspecify.annotations.NullMarked;

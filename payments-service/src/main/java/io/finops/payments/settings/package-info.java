/** Settings that cannot be: they stop the start, in one line. */
@NullMarked
package io.finops.payments.settings;

import org.jspecify.annotations.NullMarked;

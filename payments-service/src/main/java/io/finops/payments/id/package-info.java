/** The ids that we issue, by what they name. */
@NullMarked
package io.finops.payments.id;

import org.jspecify.annotations.NullMarked;

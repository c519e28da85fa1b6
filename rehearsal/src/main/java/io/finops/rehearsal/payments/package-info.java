/** The crash run: payments whose service and database are killed, compared to the cent afterwards. */
@NullMarked
package io.finops.rehearsal.payments;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.finops.rehearsal.payments;

import org.jspecify.annotations.NullMarked;
